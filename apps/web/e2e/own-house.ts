import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import pg from 'pg';
import { sql as storySql } from './database.js';
import { databaseUrl } from './environment.js';
import { eventually } from './eventually.js';

/** A house of its own, empty, for journeys that change what holds for everybody. */
export interface OwnHouse {
  readonly url: string;
  /** Runs one statement as the owner of its database. */
  sql<Row extends pg.QueryResultRow>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  close(): Promise<void>;
}

/** Starts the built server on an empty database beside the story's. */
export async function openOwnHouse(): Promise<OwnHouse> {
  const name = `own_${randomBytes(6).toString('hex')}`;
  await storySql(`CREATE DATABASE ${name}`);
  const at = new URL(databaseUrl());
  at.pathname = `/${name}`;
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const server = spawn(process.execPath, ['apps/api/dist/main.js'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env, NODE_ENV: 'production', HOST: '127.0.0.1', PORT: String(port), PUBLIC_URL: url, DATABASE_URL: at.href, DATA_DIR: process.env['FOYER_E2E_DATA_DIR'] ?? '',
      FOYER_ROLE: 'all', FOYER_SEED: 'none', FOYER_LIMITS: 'off', FOYER_SECOND_FACTOR: 'optional', FOYER_LOG: 'error',
    },
  });
  await eventually(async () => {
    if (server.exitCode !== null) throw new Error(`The house ended with ${server.exitCode}`);
    const ready = await fetch(`${url}/health/ready`).then(({ ok }) => ok, () => false);
    if (!ready) throw new Error('The house is not ready');
  }, 120_000);
  return {
    url,
    async sql<Row extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []) {
      const client = new pg.Client({ connectionString: at.href });
      await client.connect();
      try {
        return (await client.query<Row>(text, [...values])).rows;
      } finally {
        await client.end();
      }
    },
    async close() {
      await stopped(server);
      await storySql(`DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}

async function stopped(server: ChildProcess): Promise<void> {
  if (server.exitCode === null && server.kill('SIGTERM')) await once(server, 'exit');
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  return port;
}
