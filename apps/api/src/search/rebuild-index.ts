import { Injectable } from '@nestjs/common';
import { Database, type Sql, type Transaction } from '../platform/database/database.js';
import { documentsOf, WRITE, WRITERS_LOCK } from './postgres-index.js';

/** Posts of one transaction: what is done again after a crash, and how long what is written meanwhile waits. */
const AT_ONCE = 500;

/** Asks for the whole index to be read anew; whoever works here does it. For writers that publish no events. */
export async function askForRebuild(sql: Sql): Promise<void> {
  await sql.rows('UPDATE search_progress SET created_at = NULL, post_id = NULL, done = false');
}

/**
 * Reads all posts into the index, oldest first, so that the latest stand together at its end. It can be cut off at
 * any moment: it goes on where it was, and what is there already is found meanwhile.
 */
@Injectable()
export class RebuildIndex {
  constructor(private readonly database: Database) {}

  /** One batch; gives how many posts it read: 0 when all is done, or another process is at it. */
  batch(): Promise<number> {
    return this.database.transaction(async (tx) => {
      const progress = await tx.row<{ done: boolean; begun: boolean }>('SELECT done, post_id IS NOT NULL AS begun FROM search_progress FOR UPDATE SKIP LOCKED');
      if (!progress || progress.done) return 0;
      await tx.rows('SELECT pg_advisory_xact_lock($1)', [WRITERS_LOCK]);
      if (!progress.begun) await tx.rows('UPDATE search_words SET uses = 0');
      const read = await tx.row<{ posts: number }>(BATCH);
      if (read && read.posts > 0) return read.posts;
      await this.finish(tx);
      return 0;
    });
  }

  /** From the beginning to the end; tells how many posts are behind it after each batch. */
  async all(tell: (posts: number) => void): Promise<void> {
    await askForRebuild(this.database);
    let posts = 0;
    for (let read = await this.batch(); read > 0; read = await this.batch()) tell((posts += read));
  }

  private async finish(tx: Transaction): Promise<void> {
    await tx.rows(`DELETE FROM search_documents d WHERE NOT EXISTS (SELECT 1 FROM posts p JOIN threads t ON t.id = p.thread_id WHERE p.id = d.post_id AND p.state = 'visible' AND t.state = 'visible')`);
    await tx.rows('DELETE FROM search_words WHERE uses = 0');
    await tx.rows('UPDATE search_progress SET done = true');
  }
}

const BATCH = `
  WITH reached AS MATERIALIZED (SELECT coalesce(created_at, '-infinity') AS created_at, coalesce(post_id, '00000000-0000-0000-0000-000000000000') AS post_id FROM search_progress),
       batch AS MATERIALIZED (
         SELECT p.id, p.created_at FROM posts p CROSS JOIN reached r
          WHERE p.created_at >= r.created_at AND (p.created_at, p.id) > (r.created_at, r.post_id) ORDER BY p.created_at, p.id LIMIT ${AT_ONCE}),
       shown AS MATERIALIZED (${documentsOf('JOIN batch b ON b.id = p.id')}),
       ${WRITE},
       reached_now AS (UPDATE search_progress SET (created_at, post_id) = (SELECT created_at, id FROM batch ORDER BY created_at DESC, id DESC LIMIT 1) WHERE EXISTS (SELECT 1 FROM batch))
  SELECT count(*)::int AS posts FROM batch`;
