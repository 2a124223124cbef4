import type { LocaleWord } from '../platform/graphql/words.js';
import { Injectable } from '@nestjs/common';
import type { Role } from '@foyer/domain/access';
import type { SpaceRules } from '@foyer/domain/spaces';
import type { PostFacts, Reaction, ThreadDraft, ThreadFacts, ThreadKind } from '@foyer/domain/threads';
import type { Sql, Transaction } from '../platform/database/database.js';
import type { SessionViewer } from '../platform/http/request-context.js';
import { readableBy } from '../spaces/index.js';
import { POST_PARTS, postValues, type NewPost } from './new-post.js';
import type { WrittenText } from './written-text.js';

/** A thread whose row is locked until the end of the transaction. */
export interface LockedThread {
  readonly id: string;
  readonly code: string;
  readonly slug: string;
  readonly title: string;
  readonly locale: LocaleWord;
  readonly spaceId: string;
  readonly lastPosition: number;
  /** The revision it has now; the change being made gets the next one. */
  readonly revision: bigint;
  readonly facts: ThreadFacts;
}

export interface LockedPost {
  readonly thread: LockedThread;
  /** `likes`: those it has, those of before an import among them. */
  readonly post: PostFacts & { readonly code: string; readonly likes: number };
}

export interface ThreadColumns {
  thread_id: string;
  thread_code: string;
  slug: string;
  title: string;
  locale: LocaleWord;
  space_id: string;
  last_position: number;
  thread_revision: string;
  thread_author_id: string;
  kind: ThreadKind;
  closed: boolean;
  pinned: boolean;
  accepted_post_id: string | null;
  archived: boolean;
}

interface PostColumns {
  post_id: string;
  post_code: string;
  post_author_id: string;
  position: number;
  state: string;
  state_by: string | null;
  edits: number;
  wiki: boolean;
  likes: number;
}

/** Columns of a thread that is to change, or to be added to. */
export const THREAD = `t.id AS thread_id, t.code AS thread_code, t.slug, t.title, t.locale, t.space_id, t.last_position, t.revision::text AS thread_revision, t.author_id AS thread_author_id,
  t.kind, t.closed_at IS NOT NULL AS closed, t.pinned_at IS NOT NULL AS pinned, t.accepted_post_id, s.archived_at IS NOT NULL AS archived`;
const POST = `p.id AS post_id, p.code AS post_code, p.author_id AS post_author_id, p.position, p.state, p.state_by, p.edits, p.wiki, p.imported_likes + coalesce((p.reaction_counts->>'like')::int, 0) AS likes`;

/** What writing needs: rows loaded and locked, and the statements that change them. Nothing unreadable is ever found. */
@Injectable()
export class ThreadsRepository {
  async lockThread(tx: Transaction, viewer: SessionViewer, code: string): Promise<LockedThread | null> {
    const values: unknown[] = [code];
    const row = await tx.row<ThreadColumns>(
      `SELECT ${THREAD} FROM threads t JOIN spaces s ON s.id = t.space_id WHERE t.code = $1 AND t.state = 'visible' AND ${readableBy(viewer, values)} FOR NO KEY UPDATE OF t`,
      values,
    );
    return row && threadOf(row);
  }

  /** Both rows are locked: of two edits of one post, the second sees the first. A post that goes to another thread at this moment is found there. */
  async lockPost(tx: Transaction, viewer: SessionViewer, code: string): Promise<LockedPost | null> {
    return (await this.findPost(tx, viewer, code)) ?? this.findPost(tx, viewer, code);
  }

  private async findPost(tx: Transaction, viewer: SessionViewer, code: string): Promise<LockedPost | null> {
    const values: unknown[] = [code];
    const row = await tx.row<ThreadColumns & PostColumns>(
      `SELECT ${THREAD}, ${POST} FROM posts p JOIN threads t ON t.id = p.thread_id JOIN spaces s ON s.id = t.space_id
        WHERE p.code = $1 AND p.state IN ('visible','hidden','removed') AND t.state = 'visible' AND ${readableBy(viewer, values)} FOR NO KEY UPDATE OF t, p`,
      values,
    );
    return row && { thread: threadOf(row), post: postOf(row) };
  }

  /** The post that this key made, and its thread, as long as she may read it. */
  async madeWith(sql: Sql, viewer: SessionViewer, key: string): Promise<{ post_code: string; thread_code: string; slug: string; revision: string } | null> {
    const values: unknown[] = [viewer.memberId, key];
    return sql.row(
      `SELECT p.code AS post_code, t.code AS thread_code, t.slug, t.revision::text AS revision
         FROM posts p JOIN threads t ON t.id = p.thread_id JOIN spaces s ON s.id = t.space_id
        WHERE p.author_id = $1::uuid AND p.client_key = $2 AND t.state = 'visible' AND ${readableBy(viewer, values)}`,
      values,
    );
  }

  /** A space's rules for the decision to start a thread in it. */
  async spaceRules(sql: Sql, viewer: SessionViewer, slug: string): Promise<{ id: string; rules: SpaceRules } | null> {
    const values: unknown[] = [slug];
    const row = await sql.row<{ id: string; access: SpaceRules['access']; who_starts: SpaceRules['whoStarts']; archived: boolean; grants: { action: 'read' | 'start'; role: Role | null; customRole: string | null; group: string | null }[] }>(
      `SELECT s.id, s.access, s.who_starts, s.archived_at IS NOT NULL AS archived,
              (SELECT coalesce(jsonb_agg(jsonb_build_object('action', g.action, 'role', g.role, 'customRole', g.custom_role_id, 'group', g.group_id)), '[]'::jsonb) FROM space_grants g WHERE g.space_id = s.id) AS grants
         FROM spaces s WHERE s.slug = $1 AND ${readableBy(viewer, values)}`,
      values,
    );
    if (!row) return null;
    const granted = (action: 'read' | 'start') => {
      const own = row.grants.filter((grant) => grant.action === action);
      return { roles: own.flatMap((grant) => grant.role ?? []), customRoleIds: own.flatMap((grant) => grant.customRole ?? []), groupIds: own.flatMap((grant) => grant.group ?? []) };
    };
    return { id: row.id, rules: { access: row.access, whoStarts: row.who_starts, archived: row.archived, read: granted('read'), start: granted('start') } };
  }

  /** Writes a thread with its opening post. */
  async insertThread(tx: Transaction, thread: { code: string; slug: string; spaceId: string; draft: ThreadDraft }, post: NewPost): Promise<void> {
    const { draft } = thread;
    await tx.rows(
      `WITH taken AS (
         INSERT INTO threads (id, code, slug, space_id, author_id, title, kind, locale, tags, created_at, last_post_at, last_post_id, last_position)
         VALUES ($3::uuid, $14, $15, $16, $4::uuid, $17, $18, $19, $20, $8::timestamptz, $8::timestamptz, $1::uuid, 1)
         RETURNING last_position AS position, revision
       ), ${POST_PARTS}
       SELECT 1`,
      [...postValues(post), thread.code, thread.slug, thread.spaceId, draft.title, draft.kind, draft.locale, draft.tags],
    );
  }

  /** Keeps the present text as a version and puts the new one in its place. */
  async replaceText(tx: Transaction, locked: LockedPost, text: WrittenText, editorId: string, now: Date): Promise<void> {
    await tx.rows(
      `WITH kept AS (
         INSERT INTO post_versions (post_id, number, source, format, html, editor_id, created_at)
         SELECT p.id, p.edits, p.source, p.format, p.html, coalesce(p.edited_by, p.author_id), coalesce(p.edited_at, p.created_at) FROM posts p WHERE p.id = $1
       ), written AS (
         UPDATE posts SET source = $2, format = 'markdown', html = $3, renderer = $4, plain = $5, edited_at = $6, edited_by = $7, edits = edits + 1, revision = $8::bigint WHERE id = $1
       ), uncalled AS (
         DELETE FROM post_mentions WHERE post_id = $1 AND member_id <> ALL ($9::uuid[])
       ), called AS (
         INSERT INTO post_mentions (post_id, member_id) SELECT $1::uuid, member_id FROM unnest($9::uuid[]) AS member_id ON CONFLICT DO NOTHING
       ), shows AS (
         INSERT INTO post_files (post_id, file_id) SELECT $1::uuid, f.id FROM files f WHERE f.id = ANY ($11::uuid[]) AND f.owner_id = $7::uuid AND f.purpose = 'post' AND f.deleted_at IS NULL ON CONFLICT DO NOTHING
       )
       UPDATE threads SET revision = $8::bigint WHERE id = $10`,
      [locked.post.id, text.source, text.html, text.renderer, text.plain, now, editorId, next(locked.thread), text.mentionedIds, locked.thread.id, text.fileIds],
    );
  }

  /** Hides a post or brings it back, and counts it out of or into the replies. */
  async setRemoved(tx: Transaction, { thread, post }: LockedPost, by: { memberId: string; reason: string; now: Date } | null): Promise<void> {
    await tx.rows(
      `WITH moved AS (
         UPDATE posts SET state = $2, state_reason = $3, state_by = $4, state_at = $5, revision = $6::bigint WHERE id = $1
       )
       UPDATE threads SET revision = $6::bigint, replies_count = greatest(0, replies_count + $7::int) WHERE id = $8`,
      [post.id, by ? 'removed' : 'visible', by && (by.reason || null), by && by.memberId, by && by.now, next(thread), post.position > 1 ? (by ? -1 : 1) : 0, thread.id],
    );
  }

  /** Adds or takes back a reaction; false when it was so already. */
  async setReaction(tx: Transaction, { thread, post }: LockedPost, memberId: string, kind: Reaction, on: boolean): Promise<boolean> {
    const turn = on
      ? `INSERT INTO post_reactions (post_id, member_id, kind) VALUES ($1::uuid, $2::uuid, $3) ON CONFLICT DO NOTHING RETURNING 1`
      : `DELETE FROM post_reactions WHERE post_id = $1::uuid AND member_id = $2::uuid AND kind = $3 RETURNING 1`;
    const rows = await tx.rows(
      `WITH turned AS (${turn}), counted AS (
         UPDATE posts SET revision = $4::bigint,
                reaction_counts = jsonb_strip_nulls(reaction_counts || jsonb_build_object($3::text, nullif(greatest(0, coalesce((reaction_counts->>$3::text)::int, 0) + $6::int), 0)))
          WHERE id = $1::uuid AND EXISTS (SELECT 1 FROM turned)
       )
       UPDATE threads SET revision = $4::bigint WHERE id = $5 AND EXISTS (SELECT 1 FROM turned) RETURNING id`,
      [post.id, memberId, kind, next(thread), thread.id, on ? 1 : -1],
    );
    return rows.length > 0;
  }

  /** Changes columns of a thread, tells it between its posts, and raises its revision. */
  async changeThread(tx: Transaction, thread: LockedThread, change: ThreadChange): Promise<void> {
    const { sets, values } = change;
    const given: unknown[] = [thread.id, next(thread)];
    const assignments = sets.map((set, at) => set.replace('?', `$${given.push(values[at])}`));
    const action = change.action
      ? `WITH told AS (INSERT INTO thread_actions (id, thread_id, kind, actor_id, after_position, detail, created_at, revision)
           VALUES ($${given.push(change.action.id)}, $1, $${given.push(change.action.kind)}, $${given.push(change.action.actorId)}, $${given.push(thread.lastPosition)},
                   $${given.push(change.action.detail)}, $${given.push(change.action.at)}, $2::bigint))`
      : '';
    await tx.rows(`${action} UPDATE threads SET ${['revision = $2::bigint', ...assignments].join(', ')} WHERE id = $1`, given);
  }
}

export interface ThreadChange {
  /** Assignments with one `?` each, constants of the code. */
  readonly sets: readonly `${string}?${string}`[];
  readonly values: readonly unknown[];
  readonly action?: { readonly id: string; readonly kind: string; readonly actorId: string | null; readonly detail: string | null; readonly at: Date };
}

/** The revision that the change being made will have. */
export const next = (thread: LockedThread): string => (thread.revision + 1n).toString();

export const threadOf = (row: ThreadColumns): LockedThread => ({
  id: row.thread_id,
  code: row.thread_code,
  slug: row.slug,
  title: row.title, locale: row.locale,
  spaceId: row.space_id,
  lastPosition: row.last_position,
  revision: BigInt(row.thread_revision),
  facts: {
    authorId: row.thread_author_id, kind: row.kind, closed: row.closed, pinned: row.pinned, removed: false,
    acceptedPostId: row.accepted_post_id, spaceReadable: true, spaceArchived: row.archived,
  },
});

const postOf = (row: PostColumns): LockedPost['post'] => ({
  id: row.post_id, code: row.post_code, authorId: row.post_author_id, position: row.position,
  state: row.state === 'visible' ? 'visible' : 'removed', removedBy: row.state_by, edits: row.edits, wiki: row.wiki, likes: row.likes,
});
