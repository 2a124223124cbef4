import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import * as migrations from '@foyer/migrations';
import type { Role } from '@foyer/domain/access';
import { readSettings, type Settings } from '../src/platform/config/settings.js';
import { Database } from '../src/platform/database/database.js';
import { migrate } from '../src/platform/database/migrate.js';
import { MailRenderer, type MailFacts } from '../src/platform/mail/mail-renderer.js';
import { openServer, type Server } from '../src/server.js';

const TEMPLATE_LOCK = 7_105_202_602;
/** Everybody's password. */
export const PASSWORD = 'une lanterne dans la brume';

/** Somebody who asks: a session cookie, or nothing for a visitor. */
export interface Client {
  readonly cookie: string | null;
  readonly handle: string | null;
  readonly memberId: string | null;
}

export const VISITOR: Client = { cookie: null, handle: null, memberId: null };

export interface Answer<T = Record<string, unknown>> {
  readonly status: number;
  readonly data: T;
  readonly errors: readonly { message: string; extensions: Record<string, unknown> }[];
  readonly headers: Headers;
  readonly text: string;
}

export interface TestMail {
  readonly to: string;
  readonly template: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

export interface TestApp {
  readonly url: string;
  readonly settings: Settings;
  readonly server: Server;
  readonly database: Database;
  /** The owner's connection, for looking at what the application may not. */
  readonly owner: pg.Client;
  gql<T = Record<string, unknown>>(document: string, variables?: Record<string, unknown>, as?: Client, headers?: Record<string, string>): Promise<Answer<T>>;
  /** Somebody who joins as everybody does: the form, then the code of the mail. */
  signUp(name: string, more?: Readonly<Record<string, unknown>>): Promise<Client & { readonly email: string }>;
  /** The code that the mail of a sign-up carries; empty when it carries none. */
  codeOf(challenge: string): Promise<string>;
  /** A new member with the role, signed up through the real use case. */
  member(name: string, role?: Role): Promise<Client>;
  /** All mails that can still be read, oldest first, written out as they leave or are kept. */
  mails(): Promise<TestMail[]>;
  /** How many statements the work sends, sessions and all. */
  statements(work: () => Promise<unknown>): Promise<number>;
  close(): Promise<void>;
}

/** The server on a database of its own, cloned from a migrated template. */
export async function startApp(overrides: Record<string, string> = {}): Promise<TestApp> {
  const url = await cloneDatabase();
  return openApp(url, overrides);
}

/** Another process's worth of server on the same database (role, port and pool of its own). */
export async function openApp(databaseUrl: string, overrides: Record<string, string> = {}): Promise<TestApp> {
  const read = readSettings({ NODE_ENV: 'test', PORT: '0', DATABASE_URL: databaseUrl, DATA_DIR: dataDir(), FOYER_SEED: 'none', FOYER_LIMITS: 'off', FOYER_SECOND_FACTOR: 'optional', PUBLIC_URL: 'http://localhost', FOYER_DATABASE_POOL: '6', ...overrides });
  if (!read.ok) throw new Error(read.problems.join('\n'));
  const server = await openServer(read.settings, { pages: false });
  const owner = new pg.Client({ connectionString: databaseUrl });
  // Some tests cut the line.
  owner.on('error', () => undefined);
  await owner.connect();
  const database = server.app.get(Database);
  const base = `http://127.0.0.1:${server.port}`;

  const gql = async <T>(document: string, variables: Record<string, unknown> = {}, as: Client = VISITOR, headers: Record<string, string> = {}): Promise<Answer<T>> => {
    const response = await fetch(`${base}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(as.cookie && { cookie: as.cookie }), ...headers },
      body: JSON.stringify({ query: document, variables }),
    });
    const text = await response.text();
    const body = JSON.parse(text) as { data?: T; errors?: Answer['errors'] };
    return { status: response.status, data: body.data as T, errors: body.errors ?? [], headers: response.headers, text };
  };

  const codeOf = async (challenge: string): Promise<string> => {
    const { rows } = await owner.query<{ code: string | null }>(`SELECT m.data->>'code' AS code FROM sign_ups s JOIN mails m ON m.id = s.mail_id WHERE s.id::text = $1`, [challenge]);
    return rows[0]?.code ?? '';
  };

  const signUp: TestApp['signUp'] = async (name, more = {}) => {
    const email = `${name.toLowerCase().replace(/[^a-z]+/g, '.')}.${randomBytes(4).toString('hex')}@example.org`;
    const { rows: house } = await owner.query<{ rules_version: number }>('SELECT rules_version FROM community');
    const sent = await gql<{ signUp: { challenge?: string } }>(
      `mutation SignUp($input: SignUpInput!) { signUp(input: $input) { ... on ConfirmationSent { challenge } ... on Refused { message } } }`,
      { input: { displayName: name, email, password: PASSWORD, oldEnough: true, rulesVersion: house[0]?.rules_version ?? 0, ...more } },
    );
    const { challenge = '' } = sent.data.signUp;
    const answer = await gql<{ confirmSignUp: { viewer?: { handle: string } } }>(
      `mutation Confirm($challenge: String!, $code: String!) { confirmSignUp(challenge: $challenge, code: $code) { ... on SignedIn { viewer { handle } } ... on Refused { message } } }`,
      { challenge, code: await codeOf(challenge) },
    );
    const handle = answer.data.confirmSignUp.viewer?.handle;
    const cookie = answer.headers.getSetCookie()[0]?.split(';')[0];
    if (!handle || !cookie) throw new Error(`sign-up failed: ${sent.text} ${answer.text}`);
    const { rows } = await owner.query<{ id: string }>('SELECT id FROM members WHERE handle = $1', [handle]);
    return { cookie, handle, memberId: rows[0]?.id ?? null, email };
  };

  return {
    url: base,
    settings: read.settings,
    server,
    database,
    owner,
    gql,
    codeOf,
    signUp,
    async member(name, role = 'member') {
      const { email: _, ...client } = await signUp(name);
      await owner.query('UPDATE members SET role = $2 WHERE id = $1', [client.memberId, role]);
      return client;
    },
    async mails() {
      const { rows } = await owner.query<MailFacts & { to: string }>('SELECT id, template, to_address AS "to", to_name AS "toName", locale, essential, data FROM mails ORDER BY id');
      const written = await Promise.all(rows.map(async (row) => ({ row, mail: await server.app.get(MailRenderer).render(row) })));
      return written.flatMap(({ row, mail }) => (mail ? [{ to: row.to, template: row.template, ...mail }] : []));
    },
    async statements(work) {
      const before = database.statements;
      await work();
      return database.statements - before;
    },
    async close() {
      await server.close();
      await owner.end();
    },
  };
}

/** A fresh database, copied from a template that is migrated once per run. */
export async function cloneDatabase(): Promise<string> {
  const root = process.env['FOYER_TEST_DATABASE_URL'];
  if (!root) throw new Error('FOYER_TEST_DATABASE_URL is missing: run the tests with npm test');
  const admin = new pg.Client({ connectionString: root });
  await admin.connect();
  try {
    const template = `foyer_template_${Object.keys(migrations).length}`;
    await admin.query('SELECT pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    const found = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1 AND datistemplate', [template]);
    if (found.rowCount === 0) {
      await admin.query(`DROP DATABASE IF EXISTS ${template}`);
      await admin.query(`CREATE DATABASE ${template}`);
      const read = readSettings({ DATABASE_URL: withDatabase(root, template), DATA_DIR: dataDir(), FOYER_SEED: 'none' });
      if (!read.ok) throw new Error(read.problems.join('\n'));
      await migrate(read.settings);
      await admin.query(`ALTER DATABASE ${template} IS_TEMPLATE true`);
    }
    const name = `foyer_suite_${randomBytes(6).toString('hex')}`;
    await admin.query(`CREATE DATABASE ${name} TEMPLATE ${template}`);
    return withDatabase(root, name);
  } finally {
    await admin.end();
  }
}

function withDatabase(root: string, name: string): string {
  const url = new URL(root);
  url.pathname = `/${name}`;
  return url.href;
}

/** One folder per PostgreSQL server: the application's role has one password in it. */
export function dataDir(): string {
  const port = new URL(process.env['FOYER_TEST_DATABASE_URL'] ?? 'postgres://localhost:5432').port;
  const folder = join(tmpdir(), `foyer-test-${port}`);
  mkdirSync(folder, { recursive: true });
  return folder;
}
