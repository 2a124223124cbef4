import { jest } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, processIdentity, until } from './processes.mjs';

/** The launcher as people meet it: a command, its lines, its exit code, and what it leaves behind. */

jest.setTimeout(180_000);

const script = join(import.meta.dirname, 'start.mjs');
let dataDir: string;
let port: number;
const started: ChildProcess[] = [];

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'foyer-start-'));
  chmodSync(dataDir, 0o711);
  port = await freePort();
});

afterEach(async () => {
  for (const child of started.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
  rmSync(dataDir, { recursive: true, force: true });
});

interface Run {
  child: ChildProcess;
  output: () => string;
  errors: () => string;
  code: Promise<number | null>;
}

function start(settings: Record<string, string> = {}): Run {
  const child = spawn(process.execPath, [script], {
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], LANG: 'fr_FR.UTF-8', HOST: '127.0.0.1', PORT: String(port), DATA_DIR: dataDir, FOYER_SEED: 'none', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.push(child);
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk) => (output += String(chunk)));
  child.stderr.on('data', (chunk) => (errors += String(chunk)));
  return { child, output: () => output, errors: () => errors, code: once(child, 'close').then(([code]) => code as number | null) };
}

const ready = async (): Promise<boolean> => {
  const response = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => undefined);
  return response?.ok === true;
};

const postgresPid = (): number => Number(readFileSync(join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);

async function refusal(settings: Record<string, string>): Promise<string> {
  const run = start(settings);
  expect(await run.code).toBe(1);
  expect(run.errors().trimEnd().split('\n')).toHaveLength(1);
  return run.errors().trim();
}

describe('what is refused is refused before anything starts, in one line', () => {
  afterEach(() => expect(existsSync(join(dataDir, 'postgres'))).toBe(false));

  it('a setting that is wrong', async () => {
    expect(await refusal({ FOYER_ROLE: 'king' })).toMatch(/^Réglage refusé : .*FOYER_ROLE/);
  });

  it('the story anywhere but on this machine', async () => {
    expect(await refusal({ FOYER_SEED: 'story', PUBLIC_URL: 'https://community.example' })).toMatch(/FOYER_SEED/);
  });

  it('a port that is taken', async () => {
    const other = createServer().listen(port, '127.0.0.1');
    await once(other, 'listening');
    expect(await refusal({})).toBe(`Le port ${port} est déjà pris sur 127.0.0.1 : choisissez-en un autre par PORT.`);
    other.close();
  });

  it('a data folder where one cannot write', async () => {
    expect(await refusal({ DATA_DIR: '/dev/null/foyer' })).toMatch(/^Impossible d’écrire dans le dossier de données \/dev\/null\/foyer/);
  });

  it('a database that does not answer, without showing its password', async () => {
    const line = await refusal({ DATABASE_URL: `postgresql://foyer:secret-lantern@127.0.0.1:${await freePort()}/foyer` });
    expect(line).toMatch(/^La base de données est injoignable \(DATABASE_URL\)/);
    expect(line).not.toMatch(/secret-lantern/);
  });
});

describe('a start', () => {
  it('answers, refuses a second one on the same folder, and stops without leaving a process or a lock', async () => {
    const first = start();
    expect(await until(ready, 60_000)).toBe(true);
    const postgres = postgresPid();
    expect(await refusal({ PORT: String(await freePort()) })).toMatch(/^Foyer tourne déjà sur le dossier de données/);

    first.child.kill('SIGINT');
    first.child.kill('SIGTERM');
    expect(await first.code).toBe(0);
    expect(first.errors()).toBe('');
    expect(processIdentity(postgres)).toBeUndefined();
    expect(await ready()).toBe(false);
    expect(existsSync(join(dataDir, 'foyer.lock'))).toBe(false);
  });

  it('works again after the launcher was killed, and after PostgreSQL was killed with it', async () => {
    const first = start();
    expect(await until(ready, 60_000)).toBe(true);
    first.child.kill('SIGKILL');
    await first.code;
    expect(await until(async () => !(await ready()), 20_000)).toBe(true);

    const second = start();
    expect(await until(ready, 60_000)).toBe(true);
    process.kill(postgresPid(), 'SIGKILL');
    second.child.kill('SIGKILL');
    await second.code;
    expect(await until(async () => !(await ready()), 20_000)).toBe(true);

    const third = start();
    expect(await until(ready, 60_000)).toBe(true);
    third.child.kill('SIGTERM');
    expect(await third.code).toBe(0);
  });

  it('starts PostgreSQL again when it dies', async () => {
    const run = start();
    expect(await until(ready, 60_000)).toBe(true);
    const before = postgresPid();
    process.kill(before, 'SIGKILL');
    const back = async (): Promise<boolean> => existsSync(join(dataDir, 'postgres/postmaster.pid')) && postgresPid() !== before && (await ready());
    await until(async () => run.child.exitCode !== null || (await back()), 60_000);
    // The server outlives its database; if it did not, its last words say why.
    expect([run.child.exitCode, run.child.exitCode === null ? '' : run.errors()]).toEqual([null, '']);
    expect(await back()).toBe(true);
    run.child.kill('SIGTERM');
    expect(await run.code).toBe(0);
  });
});
