import type { ThreadRecord } from '@foyer/domain/imports';
import type { Sql } from '../platform/database/database.js';
import { knownRefs, rememberRefs } from './import-refs.js';
import { insertRows } from './insert-rows.js';
import { freeCode, stableCode, stableId } from './stable-identity.js';
import * as tables from './tables.js';
import { actionRows, draftPosts, eventRows, mentionRows, postRows, reactionRows, readRows, threadRow, versionRows, type Author, type DraftedPost, type DraftedThread } from './thread-rows.js';

/** What a batch of threads came to. */
export interface WrittenThreads {
  readonly created: number;
  /** Threads that were there and got posts they lacked. */
  readonly completed: number;
  readonly posts: number;
  readonly actions: number;
  /** Keys of posts whose form could not be kept: their words are shown plainly. */
  readonly degraded: readonly string[];
}

export interface RenderedBatch {
  readonly records: readonly ThreadRecord[];
  readonly drafts: ReadonlyMap<string, readonly DraftedPost[]>;
}

/** Renders what the database does not have yet of these threads. */
export async function renderBatch(sql: Sql, records: readonly ThreadRecord[], author: Author): Promise<RenderedBatch> {
  const written = await knownRefs(sql, author.source, 'post', records.flatMap((record) => record.posts.map((post) => post.key)));
  const keys = new Set(written.keys());
  return { records, drafts: new Map(records.map((record) => [record.key, draftPosts(record, keys, author)])) };
}

/** Writes a rendered batch with its references, in the caller's transaction. What is there already stays untouched. */
export async function writeBatch(tx: Sql, batch: RenderedBatch, author: Author): Promise<WrittenThreads> {
  const threads = await draftThreads(tx, batch, author);
  const fresh = threads.filter((thread) => thread.existing === null);
  const grown = threads.filter((thread) => thread.existing !== null && thread.posts.length > 0);
  const changed = [...fresh, ...grown];
  const posts = changed.flatMap((thread) => thread.posts);
  const knownActions = new Set((await knownRefs(tx, author.source, 'action', threads.flatMap((thread) => (thread.record.actions ?? []).map((action) => action.key)))).keys());
  const actions = changed.flatMap((thread) => actionRows(thread, knownActions, author));

  await insertRows(tx, tables.THREADS, fresh.map((thread) => threadRow(thread, author)));
  await insertRows(tx, tables.POSTS, changed.flatMap((thread) => postRows(thread, author)));
  await insertRows(tx, tables.POST_VERSIONS, changed.flatMap((thread) => versionRows(thread, author)));
  await insertRows(tx, tables.POST_REACTIONS, changed.flatMap((thread) => reactionRows(thread, author)));
  await insertRows(tx, tables.POST_MENTIONS, changed.flatMap((thread) => mentionRows(thread, author)));
  await insertRows(tx, tables.THREAD_ACTIONS, actions.map((action) => action.row));
  await insertRows(tx, tables.THREAD_READS, fresh.flatMap((thread) => readRows(thread, author)));
  await insertRows(tx, tables.DOMAIN_EVENTS, changed.flatMap((thread) => eventRows(thread, author)));
  await rememberRefs(tx, author.source, 'thread', fresh.map(({ record, id }) => ({ ...record, id })));
  await rememberRefs(tx, author.source, 'post', posts.map(({ record, id }) => ({ ...record, id })));
  await rememberRefs(tx, author.source, 'action', actions);
  if (grown.length > 0) await growThreads(tx, grown);
  await recountThreads(tx, changed.map((thread) => thread.id));
  return {
    created: fresh.length,
    completed: grown.length,
    posts: posts.length,
    actions: actions.length,
    degraded: posts.filter((post) => post.text.degraded).map((post) => post.record.key),
  };
}

async function draftThreads(tx: Sql, { records, drafts }: RenderedBatch, { source }: Author): Promise<DraftedThread[]> {
  const existing = await existingThreads(tx, source, records);
  const earlier = await earlierPosts(tx, source, records.filter((record) => existing.has(record.key)));
  const codes = await takenCodes(tx, source, records, drafts);
  return records.map((record) => {
    const origin = { source, kind: 'thread', key: record.key };
    const here = existing.get(record.key) ?? null;
    // Somebody may have written them since they were rendered.
    const posts = (drafts.get(record.key) ?? []).filter((post) => !earlier.has(post.record.key));
    const postIds = new Map(posts.map((post) => [post.record.key, post.id]));
    const positions = new Map(posts.map((post, at) => [post.record.key, (here?.lastPosition ?? 0) + at + 1]));
    for (const { key } of record.posts) {
      const post = earlier.get(key);
      if (!post) continue;
      postIds.set(key, post.id);
      positions.set(key, post.position);
    }
    return {
      record,
      id: here?.id ?? stableId(origin, record.createdAt),
      existing: here,
      code: here?.code ?? freeCode(origin, codes.threads),
      posts: posts.map((post) => ({ ...post, code: freeCode({ source, kind: 'post', key: post.record.key }, codes.posts) })),
      postIds,
      positions,
    };
  });
}

interface ExistingThread {
  readonly id: string;
  readonly code: string;
  readonly lastPosition: number;
  readonly revision: number;
}

/** Locked, so that a live reply does not take the same position. */
async function existingThreads(tx: Sql, source: string, records: readonly ThreadRecord[]): Promise<Map<string, ExistingThread>> {
  const rows = await tx.rows<{ key: string; id: string; code: string; last_position: number; revision: string }>(
    `SELECT r.external_id AS key, t.id, t.code, greatest(t.last_position, t.positions_taken) AS last_position, t.revision FROM import_refs r JOIN threads t ON t.id = r.internal_id
      WHERE r.source = $1 AND r.kind = 'thread' AND r.external_id = ANY ($2) ORDER BY t.id FOR NO KEY UPDATE OF t`,
    [source, records.map((record) => record.key)],
  );
  return new Map(rows.map((row) => [row.key, { id: row.id, code: row.code, lastPosition: row.last_position, revision: Number(row.revision) }]));
}

async function earlierPosts(tx: Sql, source: string, records: readonly ThreadRecord[]): Promise<Map<string, { id: string; position: number }>> {
  if (records.length === 0) return new Map();
  const rows = await tx.rows<{ key: string; id: string; position: number }>(
    `SELECT r.external_id AS key, p.id, p.position FROM import_refs r JOIN posts p ON p.id = r.internal_id
      WHERE r.source = $1 AND r.kind = 'post' AND r.external_id = ANY ($2)`,
    [source, records.flatMap((record) => record.posts.map((post) => post.key))],
  );
  return new Map(rows.map((row) => [row.key, row]));
}

/** Which of the codes that the batch would choose are in use. */
async function takenCodes(tx: Sql, source: string, records: readonly ThreadRecord[], drafts: RenderedBatch['drafts']): Promise<{ threads: Set<string>; posts: Set<string> }> {
  const threads = records.map((record) => stableCode({ source, kind: 'thread', key: record.key }));
  const posts = [...drafts.values()].flat().map((post) => stableCode({ source, kind: 'post', key: post.record.key }));
  const rows = await tx.rows<{ kind: string; code: string }>(
    `SELECT 'thread' AS kind, code FROM threads WHERE code = ANY ($1) UNION ALL SELECT 'post', code FROM posts WHERE code = ANY ($2)`,
    [threads, posts],
  );
  const of = (kind: string): Set<string> => new Set(rows.filter((row) => row.kind === kind).map((row) => row.code));
  return { threads: of('thread'), posts: of('post') };
}

async function growThreads(tx: Sql, grown: readonly DraftedThread[]): Promise<void> {
  await tx.rows(
    `UPDATE threads t SET revision = t.revision + 1, truncated_from = g.truncated_from,
            accepted_post_id = coalesce(t.accepted_post_id, g.accepted), kind = CASE WHEN t.accepted_post_id IS NULL AND g.accepted IS NOT NULL THEN 'question' ELSE t.kind END
       FROM json_to_recordset($1::json) AS g (id uuid, truncated_from integer, accepted uuid) WHERE t.id = g.id`,
    [JSON.stringify(grown.map(({ record, id, postIds }) => ({ id, truncated_from: record.truncatedFrom ?? null, accepted: (record.acceptedPostKey && postIds.get(record.acceptedPostKey)) ?? null })))],
  );
}

async function recountThreads(tx: Sql, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.rows(
    `UPDATE threads t SET last_position = x.last_position, replies_count = x.replies, last_post_id = latest.id, last_post_at = coalesce(latest.created_at, t.created_at)
       FROM (SELECT thread_id, max(position) AS last_position, count(*) FILTER (WHERE state = 'visible' AND position > 1) AS replies
               FROM posts WHERE thread_id = ANY ($1::uuid[]) GROUP BY thread_id) x
       LEFT JOIN LATERAL (SELECT p.id, p.created_at FROM posts p WHERE p.thread_id = x.thread_id AND p.state = 'visible' ORDER BY p.position DESC LIMIT 1) latest ON true
      WHERE t.id = x.thread_id`,
    [ids],
  );
  await tx.rows(
    `INSERT INTO thread_participants (thread_id, member_id, posts, last_post_at)
     SELECT thread_id, author_id, count(*), max(created_at) FROM posts WHERE thread_id = ANY ($1::uuid[]) AND state = 'visible' GROUP BY thread_id, author_id
     ON CONFLICT (thread_id, member_id) DO UPDATE SET posts = excluded.posts, last_post_at = excluded.last_post_at`,
    [ids],
  );
}
