import { GraphQLSchemaHost } from '@nestjs/graphql';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { readFileSync, writeFileSync } from 'node:fs';
import { declaredPermissions } from '../src/platform/auth/access-check.js';
import { startApp, type TestApp } from './harness.js';

const SCHEMA = new URL('../schema.graphql', import.meta.url);

/** What holds for the whole house, whatever the capability. */
describe('the house', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());

  it('declares one permission for each operation; a change here is reviewed as a permission change', () => {
    expect(declaredPermissions(app.server.app.get(GraphQLSchemaHost).schema)).toMatchSnapshot();
  });

  // `npm run generate` writes it anew.
  it('has committed the schema it serves', () => {
    const served = `${printSchema(lexicographicSortSchema(app.server.app.get(GraphQLSchemaHost).schema))}\n`;
    if (process.env['FOYER_WRITE_SCHEMA']) writeFileSync(SCHEMA, served);
    expect(readFileSync(SCHEMA, 'utf8')).toBe(served);
  });

  it('connects with a role that owns nothing, bypasses nothing and is no superuser', async () => {
    const ready = await fetch(`${app.url}/health/ready`);
    expect([ready.status, await ready.json()]).toEqual([200, { status: 'ready' }]);
    await expect(app.database.rows('CREATE TABLE mine (id int)')).rejects.toThrow(/permission denied/);
  });

  it.each([
    ['UPDATE audit_entries SET action = $1', ['forged']],
    ['DELETE FROM audit_entries WHERE action = $1', ['x']],
    ['DELETE FROM audit_seals WHERE number = $1', [1]],
    ['UPDATE domain_events SET type = $1', ['forged']],
    ['DELETE FROM domain_events WHERE type = $1', ['x']],
  ])('cannot rewrite history: %s', async (statement, values) => {
    await expect(app.database.rows(statement, values)).rejects.toThrow(/permission denied/);
  });

  it.each([
    ['text that is no JSON', '{"query":', 'application/json', 400],
    ['a body of another type', 'query=1', 'application/x-www-form-urlencoded', 415],
    ['a body that is no object', '[1,2]', 'application/json', 400],
    ['a body over the limit', JSON.stringify({ query: `{ community { name } } #${'x'.repeat(300_000)}` }), 'application/json', 413],
    ['a query that does not parse', JSON.stringify({ query: '{ community { ' }), 'application/json', 400],
    ['an unknown field', JSON.stringify({ query: '{ community { secret } }' }), 'application/json', 400],
    ['too many aliases', JSON.stringify({ query: `{ ${Array.from({ length: 20 }, (_, i) => `a${i}: community { name }`).join(' ')} }` }), 'application/json', 400],
    ['too deep an operation', JSON.stringify({ query: `{ ${'__schema { types { fields { type { ofType '.repeat(3)} { name } ${'} } } }'.repeat(3)} }` }), 'application/json', 400],
  ])('refuses %s with its status, and no stack', async (_what, body, type, status) => {
    const response = await fetch(`${app.url}/graphql`, { method: 'POST', headers: { 'content-type': type, 'apollo-require-preflight': '1' }, body });
    const text = await response.text();
    expect(response.status).toBe(status);
    expect(text).not.toMatch(/\bat .*\.(js|ts):\d+|node_modules/);
    expect((JSON.parse(text) as { errors: unknown[] }).errors.length).toBeGreaterThan(0);
  });

  it('refuses what another site sends', async () => {
    const foreign = await fetch(`${app.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', origin: 'https://evil.example' }, body: '{"query":"{ community { name } }"}' });
    expect(foreign.status).toBe(403);
    const simple = await fetch(`${app.url}/graphql`, { method: 'POST', headers: { 'content-type': 'text/plain' }, body: '{"query":"{ community { name } }"}' });
    expect(simple.status).toBeGreaterThanOrEqual(400);
    const byLink = await fetch(`${app.url}/graphql?query=${encodeURIComponent('mutation { signOut { ok } }')}`);
    expect(byLink.status).toBeGreaterThanOrEqual(400);
  });

  it('answers live and ready', async () => {
    expect((await fetch(`${app.url}/health/live`)).status).toBe(200);
  });
});
