import { DataSource } from 'typeorm';
import type { ThreadRecord } from '@foyer/domain/imports';
import { CommunityWriter } from '@foyer/api/dist/imports/community-writer.js';
import type { Settings } from '@foyer/api/dist/platform/config/settings.js';
import { appConnection } from '@foyer/api/dist/platform/database/connections.js';
import { Database } from '@foyer/api/dist/platform/database/database.js';
import { RebuildIndex } from '@foyer/api/dist/search/rebuild-index.js';
import type { BenchmarkSet } from './benchmark-set.js';

const POSTS_AT_ONCE = 400;
/** Batches under way: while PostgreSQL writes one, the next is rendered. */
const AT_ONCE = 2;

/** Writes the set through the product's own bulk writer. */
export async function writeSet(settings: Settings, set: BenchmarkSet, now: Date, say: (line: string) => void): Promise<void> {
  const { url } = await appConnection(settings);
  const dataSource = new DataSource({ type: 'postgres', url, synchronize: false, logging: false, poolSize: AT_ONCE + 1 });
  await dataSource.initialize();
  const database = new Database(dataSource);
  try {
    const writer = await CommunityWriter.open(database, { source: 'bench', origin: 'seed', now });
    await writer.writeMembers(set.members);
    await writer.writeSpaces(set.spaces);
    let posts = 0;
    let told = 0;
    const underWay = new Set<Promise<void>>();
    for (const batch of batches(set.threads())) {
      if (underWay.size >= AT_ONCE) await Promise.race(underWay);
      const write: Promise<void> = writer.writeThreads(batch).then((written) => {
        underWay.delete(write);
        posts += written.posts;
        if (posts - told >= 10_000) say(`  ${(told = posts)} posts`);
      });
      underWay.add(write);
    }
    await Promise.all(underWay);
    await writer.finish();
    // Measured as it is once the worker is done with it.
    const index = new RebuildIndex(database);
    while ((await index.batch()) > 0);
  } finally {
    await database.onApplicationShutdown();
  }
}

function* batches(threads: Iterable<ThreadRecord>): Generator<ThreadRecord[]> {
  let batch: ThreadRecord[] = [];
  let posts = 0;
  for (const thread of threads) {
    batch.push(thread);
    posts += thread.posts.length;
    if (posts < POSTS_AT_ONCE) continue;
    yield batch;
    batch = [];
    posts = 0;
  }
  if (batch.length > 0) yield batch;
}
