import { randomBytes } from 'node:crypto';
import { hash } from '@node-rs/argon2';
import type { Cluster } from '../machine/cluster.js';
import { startFoyer } from '../machine/foyer-server.js';
import { persisted } from '../persisted.js';
import { emptyDatabase } from '../set/build-set.js';

/** How far apart the medians of known and unknown accounts may be, in milliseconds. */
export const APART = 2;

/** Of one question, asked in turns for an address that has an account and for one that has none. */
export interface AccountMeasure {
  readonly name: string;
  readonly tries: number;
  /** Medians, in milliseconds. */
  readonly known: number;
  readonly unknown: number;
}

// What the product hashes passwords with.
const ARGON = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const WARM_UP = 40;

/** Signs in with a wrong password, and asks for a new one: known and unknown addresses in turns, as a stranger would. */
export async function measureAccounts(cluster: Cluster, tries: number, port: number): Promise<AccountMeasure[]> {
  const database = await emptyDatabase(cluster);
  const server = await startFoyer({ cluster, database, port, role: 'all', pageCache: true });
  try {
    const known = `known.${randomBytes(4).toString('hex')}@example.org`;
    const passwordHash = await hash(randomBytes(20).toString('hex'), ARGON);
    await cluster.asAdmin(database, async (client) => {
      await client.query(`INSERT INTO members (id, handle, display_name) VALUES ('01a1f884-0000-7000-8000-000000000001', 'known', 'Known')`);
      await client.query(`INSERT INTO member_accounts (member_id, email, password_hash) VALUES ('01a1f884-0000-7000-8000-000000000001', $1, $2)`, [known, passwordHash]);
    });
    const ask = async (operation: string, variables: object): Promise<{ text: string; time: number }> => {
      const { name, hash: sha256Hash } = persisted(operation);
      const body = JSON.stringify({ operationName: name, variables, extensions: { persistedQuery: { version: 1, sha256Hash } } });
      const began = performance.now();
      const response = await fetch(`${server.origin}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', 'x-foyer-request': '1' }, body });
      const text = await response.text();
      return { text, time: performance.now() - began };
    };
    return [
      await inTurns('sign-in with a wrong password', tries, known, (email) => ask('SignIn', { email, password: randomBytes(12).toString('hex') })),
      await inTurns('request for a new password', tries, known, (email) => ask('RequestPasswordReset', { email })),
    ];
  } finally {
    await server.stop();
  }
}

async function inTurns(name: string, tries: number, known: string, ask: (email: string) => Promise<{ text: string; time: number }>): Promise<AccountMeasure> {
  const times: Record<'known' | 'unknown', number[]> = { known: [], unknown: [] };
  const answers = new Set<string>();
  for (let n = 0; n < tries + WARM_UP; n++) {
    const who = n % 2 === 0 ? 'known' : 'unknown';
    const { text, time } = await ask(who === 'known' ? known : `unknown.${randomBytes(4).toString('hex')}@example.org`);
    answers.add(text);
    if (n >= WARM_UP) times[who].push(time);
  }
  if (answers.size !== 1) throw new Error(`${name}: known and unknown accounts are answered with different words: ${[...answers].join(' ')}`);
  return { name, tries, known: median(times.known), unknown: median(times.unknown) };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return ((sorted[middle] ?? 0) + (sorted[sorted.length % 2 === 0 ? middle - 1 : middle] ?? 0)) / 2;
}
