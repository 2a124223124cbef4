import type { WrittenText } from './written-text.js';

/** A post that is about to be written; its place and its revision are the database's to give. */
export interface NewPost {
  readonly id: string;
  readonly code: string;
  readonly threadId: string;
  readonly authorId: string;
  readonly text: WrittenText;
  readonly replyToId: string | null;
  readonly createdAt: Date;
  readonly key: string;
}

/**
 * Parts of a statement whose part `taken` gives the post's `position` and `revision`: the post, whom it calls, that
 * its author takes part, that she has read up to it, and which of her files it shows. $1 to $13 come from `postValues`. When `taken` gives
 * nothing, nothing is written.
 */
export const POST_PARTS = `
  post AS (
    INSERT INTO posts (id, code, thread_id, author_id, position, revision, source, html, renderer, plain, created_at, reply_to_id, client_key)
    SELECT $1::uuid, $2, $3::uuid, $4::uuid, taken.position, taken.revision, $5, $10, $11, $12, $8::timestamptz, $6::uuid, $7 FROM taken
  ), called AS (
    INSERT INTO post_mentions (post_id, member_id) SELECT $1::uuid, member_id FROM taken, unnest($9::uuid[]) AS member_id
  ), takes_part AS (
    INSERT INTO thread_participants (thread_id, member_id, posts, last_post_at) SELECT $3::uuid, $4::uuid, 1, $8::timestamptz FROM taken
    ON CONFLICT (thread_id, member_id) DO UPDATE SET posts = thread_participants.posts + 1, last_post_at = greatest(thread_participants.last_post_at, excluded.last_post_at)
  ), has_read AS (
    INSERT INTO thread_reads (member_id, thread_id, position, read_at) SELECT $4::uuid, $3::uuid, taken.position, $8::timestamptz FROM taken
    ON CONFLICT (member_id, thread_id) DO UPDATE SET position = greatest(thread_reads.position, excluded.position), read_at = excluded.read_at
  ), shows AS (
    INSERT INTO post_files (post_id, file_id) SELECT $1::uuid, f.id FROM taken, files f WHERE f.id = ANY ($13::uuid[]) AND f.owner_id = $4::uuid AND f.purpose = 'post' AND f.deleted_at IS NULL
  )`;

export const postValues = ({ text, ...post }: NewPost): unknown[] => [
  post.id, post.code, post.threadId, post.authorId, text.source, post.replyToId, post.key, post.createdAt, text.mentionedIds, text.html, text.renderer, text.plain, text.fileIds,
];
