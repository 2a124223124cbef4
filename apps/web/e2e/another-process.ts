import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { databaseUrl } from './environment.js';
import { eventually } from './eventually.js';

/** One more process of the house, on the same database unless told otherwise. */
export interface AnotherProcess {
  readonly url: string;
  /** Waits until it is ready to serve, in ms at most. */
  ready(patience: number): Promise<void>;
  stop(): Promise<void>;
}

/** Starts it with settings of its own, as an operator would, and waits until it serves. */
export async function anotherProcess(settings: Readonly<Record<string, string>>): Promise<AnotherProcess> {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const server = spawn(process.execPath, ['apps/api/dist/main.js'], {
    stdio: 'ignore',
    env: {
      ...process.env, NODE_ENV: 'production', HOST: '127.0.0.1', PORT: String(port), PUBLIC_URL: url, DATABASE_URL: databaseUrl(), DATA_DIR: process.env['FOYER_E2E_DATA_DIR'] ?? '',
      FOYER_ROLE: 'web', FOYER_SEED: 'none', FOYER_LIMITS: 'off', FOYER_LOG: 'error', ...settings,
    },
  });
  const ready = (patience: number): Promise<void> => eventually(async () => expect(await fetch(`${url}/health/ready`).then(({ ok }) => ok, () => false)).toBe(true), patience);
  await ready(60_000);
  return {
    url,
    ready,
    async stop() {
      if (server.kill('SIGTERM')) await once(server, 'exit');
    },
  };
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  return port;
}
