import { createHash, randomUUID } from 'node:crypto';
import pg from 'pg';
import { memberHandle } from './set/benchmark-set.js';

/** Threads that rotate in the measures. */
export const THREADS = 44;
/** Members whose sessions rotate where pages are read. */
export const READERS = 8;
/** Members who reply in turn. */
export const WRITERS = 200;
/** Members who watch one thread. */
export const WATCHERS = 500;

export interface ThreadAddress {
  readonly code: string;
  readonly slug: string;
}

/** Who asks and for what: the addresses and sessions of a run. */
export interface Visitors {
  /** Cookie headers, the readers first. */
  readonly cookies: readonly string[];
  /** Threads of 21 to 60 posts. */
  readonly threads: readonly ThreadAddress[];
  /** As many others, which replies go to: reading stays what it was. */
  readonly replied: readonly ThreadAddress[];
  readonly spaces: readonly string[];
}

/** Opens the sessions and chooses the threads, the same ones each time. */
export async function prepareVisitors(url: string): Promise<Visitors> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const handles = Array.from({ length: WATCHERS }, (_, at) => memberHandle(at));
    const tokens = handles.map((handle) => createHash('sha256').update(`bench ${handle}`).digest('base64url'));
    await client.query(
      `INSERT INTO sessions (id, token_hash, member_id, expires_at)
       SELECT v.id, v.hash, m.id, now() + interval '1 day'
         FROM unnest($1::uuid[], $2::bytea[], $3::citext[]) AS v (id, hash, handle) JOIN members m ON m.handle = v.handle`,
      [handles.map(() => randomUUID()), tokens.map((token) => createHash('sha256').update(token).digest()), handles],
    );
    const threads = await client.query<ThreadAddress>(
      `SELECT code, slug FROM threads WHERE last_position BETWEEN 21 AND 60 AND closed_at IS NULL ORDER BY md5(title), id LIMIT $1`,
      [2 * THREADS],
    );
    if (threads.rows.length < 2 * THREADS) throw new Error(`only ${threads.rows.length} threads of 21 to 60 posts`);
    const spaces = await client.query<{ slug: string }>('SELECT slug FROM spaces ORDER BY position');
    return { cookies: tokens.map((token) => `foyer_session=${token}`), threads: threads.rows.slice(0, THREADS), replied: threads.rows.slice(THREADS), spaces: spaces.rows.map((row) => row.slug) };
  } finally {
    await client.end();
  }
}
