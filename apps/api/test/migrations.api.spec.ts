import pg from 'pg';
import type { DataSource } from 'typeorm';
import * as bulkTables from '../src/imports/tables.js';
import { loadStory } from '../src/imports/load-story.js';
import { ownerDataSource } from '../src/platform/database/migrate.js';
import { catalogueOf, columnsOf, countsOf, rowsOf, type Columns } from './catalogue.js';
import { cloneDatabase, openApp, startApp } from './harness.js';

/** Tables and columns that both have. */
const shared = (before: Columns, after: Columns): Columns =>
  new Map([...before].flatMap(([table, columns]) => (after.has(table) ? [[table, new Map([...columns].filter(([column]) => after.get(table)?.has(column)))] as const] : [])));

describe('migrations, on an inhabited database', () => {
  let url: string;
  let client: pg.Client;
  let owner: DataSource;
  beforeAll(async () => {
    const app = await startApp();
    url = app.settings.databaseUrl ?? '';
    expect(await loadStory(app.database, new Date('2026-11-20T19:20:00Z'))).toBe('told');
    await app.member('Celle qui était là');
    await app.close();
    client = new pg.Client({ connectionString: url });
    await client.connect();
    owner = await ownerDataSource(url).initialize();
  });
  afterAll(async () => {
    await owner.destroy();
    await client.end();
  });

  it('are tried on people, threads, sessions and events', async () => {
    const counts = await countsOf(client, [...(await columnsOf(client)).keys()]);
    for (const table of ['members', 'member_accounts', 'sessions', 'spaces', 'threads', 'posts', 'post_reactions', 'thread_reads', 'domain_events', 'import_refs']) {
      expect([table, (counts[table] ?? 0) > 0]).toEqual([table, true]);
    }
  });

  // Before the way back to nothing: each step is undone and done again while everything below it is full.
  it('take the last step back and forth without touching what was there before it', async () => {
    const [shape, columns] = [await catalogueOf(client), await columnsOf(client)];
    const counts = await countsOf(client, [...columns.keys()]);
    await owner.undoLastMigration({ transaction: 'each' });
    const kept = shared(columns, await columnsOf(client));
    const below = await rowsOf(client, kept);
    expect(kept.size).toBeGreaterThan(20);
    for (const table of kept.keys()) expect([table, below[table]?.count]).toEqual([table, counts[table]]);
    await owner.runMigrations({ transaction: 'each' });
    expect(await rowsOf(client, kept)).toEqual(below);
    expect(await catalogueOf(client)).toEqual(shape);
  });

  it('go back to nothing one by one, each leaving alone what is not its own, and forward again to the same catalogue', async () => {
    const shape = await catalogueOf(client);
    for (const kind of ['relation', 'column', 'constraint', 'index', 'function', 'extension', 'schema']) expect([kind, shape.some((line) => line.startsWith(`${kind} `))]).toEqual([kind, true]);
    for (let i = owner.migrations.length; i > 0; i--) {
      const before = await countsOf(client, [...(await columnsOf(client)).keys()]);
      await owner.undoLastMigration({ transaction: 'each' });
      const after = await countsOf(client, [...(await columnsOf(client)).keys()]);
      for (const [table, count] of Object.entries(after)) expect([table, count]).toEqual([table, before[table]]);
    }
    expect(await catalogueOf(client)).toEqual([]);
    await owner.runMigrations({ transaction: 'each' });
    expect(await catalogueOf(client)).toEqual(shape);
    // And people can move in again.
    const app = await openApp(url);
    try {
      expect(await app.member('Celle qui revient')).toMatchObject({ handle: 'celle.qui.revient' });
    } finally {
      await app.close();
    }
  });
});

describe('the schema', () => {
  it('has every column that is written in bulk, with the type it is written as', async () => {
    const client = new pg.Client({ connectionString: await cloneDatabase() });
    await client.connect();
    try {
      const tables = await columnsOf(client);
      const written = Object.values(bulkTables).flatMap(({ table, columns }) => Object.entries(columns).map(([column, type]) => `${table}.${column} ${type}`));
      const there = new Set([...tables].flatMap(([table, columns]) => [...columns].map(([column, type]) => `${table}.${column} ${type.replace('timestamp with time zone', 'timestamptz')}`)));
      expect(written.length).toBeGreaterThan(50);
      expect(written.filter((column) => !there.has(column))).toEqual([]);
    } finally {
      await client.end();
    }
  });
});
