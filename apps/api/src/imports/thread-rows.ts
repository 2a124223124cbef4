import type { PostRecord, ThreadRecord } from '@foyer/domain/imports';
import { threadEvent, type ThreadEvent } from '@foyer/domain/threads';
import { slugOf } from '../platform/ids/ids.js';
import type { Directory } from './directory.js';
import { storedText, type StoredText } from './post-text.js';
import { stableId } from './stable-identity.js';

/** A post that is about to be written. */
export interface DraftedPost {
  readonly record: PostRecord;
  readonly id: string;
  readonly text: StoredText;
}

/** A thread that is about to be written, or to get the posts that it lacks. */
export interface DraftedThread {
  readonly record: ThreadRecord;
  readonly id: string;
  /** Null: it is new. */
  readonly existing: { readonly code: string; readonly lastPosition: number; readonly revision: number } | null;
  readonly code: string;
  readonly posts: readonly (DraftedPost & { readonly code: string })[];
  /** Ids of its posts by key, those written before included. */
  readonly postIds: ReadonlyMap<string, string>;
  /** Positions of its posts by key, those written before included. */
  readonly positions: ReadonlyMap<string, number>;
}

export interface Author {
  readonly source: string;
  readonly origin: 'import' | 'seed';
  readonly directory: Directory;
}

/** Renders what is new of a thread: the costly part, done before the transaction. */
export function draftPosts(record: ThreadRecord, written: ReadonlySet<string>, { source, directory }: Author): DraftedPost[] {
  return record.posts
    .filter((post) => !written.has(post.key))
    .map((post) => ({ record: post, id: stableId({ source, kind: 'post', key: post.key }, post.createdAt), text: storedText(post.text, directory.known) }));
}

export function threadRow({ record, id, code, postIds }: DraftedThread, { directory }: Author): object {
  return {
    id,
    code,
    slug: record.slug ?? slugOf(record.title),
    space_id: directory.space(record.spaceKey),
    author_id: directory.member(record.authorKey),
    title: record.title,
    kind: record.kind ?? 'discussion',
    locale: record.locale,
    tags: record.tags ?? [],
    state: record.state ?? 'visible',
    pinned_at: record.pinnedAt ?? null,
    closed_at: record.closedAt ?? null,
    accepted_post_id: (record.acceptedPostKey && postIds.get(record.acceptedPostKey)) ?? null,
    accepted_by: record.acceptedByKey ? directory.member(record.acceptedByKey) : null,
    accepted_at: record.acceptedAt ?? null,
    created_at: record.createdAt,
    last_post_at: record.createdAt,
    views: record.views ?? 0,
    revision: 1,
    truncated_from: record.truncatedFrom ?? null,
  };
}

export function postRows(thread: DraftedThread, { directory }: Author): object[] {
  const revision = revisionOf(thread);
  return thread.posts.map(({ record, id, code, text }) => ({
    id,
    code,
    thread_id: thread.id,
    author_id: directory.member(record.authorKey),
    position: thread.positions.get(record.key),
    state: record.state ?? 'visible',
    state_reason: record.stateReason ?? null,
    state_by: record.stateByKey ? directory.member(record.stateByKey) : null,
    state_at: record.stateAt ?? null,
    source: text.source,
    format: text.format,
    html: text.html,
    renderer: text.renderer,
    plain: text.plain,
    locale: record.locale ?? null,
    reply_to_id: answered(thread, record),
    created_at: record.createdAt,
    edited_at: record.editedAt ?? null,
    edits: record.versions?.length ?? 0,
    revision,
    reaction_counts: countedReactions(record),
    imported_likes: record.importedLikes ?? 0,
  }));
}

/** An answer comes after what it answers; anything else is a mistake of the source, and is left out. */
function answered(thread: DraftedThread, record: PostRecord): string | null {
  if (!record.replyToKey || record.replyToKey === record.key) return null;
  const before = (thread.positions.get(record.replyToKey) ?? Infinity) < (thread.positions.get(record.key) ?? 0);
  return before ? (thread.postIds.get(record.replyToKey) ?? null) : null;
}

function countedReactions(record: PostRecord): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { kind } of record.reactions ?? []) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

export const versionRows = (thread: DraftedThread, { directory }: Author): object[] =>
  thread.posts.flatMap(({ record, id }) =>
    (record.versions ?? []).map((version, at) => ({
      post_id: id,
      number: at,
      source: version.source,
      format: 'markdown',
      html: storedText({ markdown: version.source }, directory.known).html,
      editor_id: directory.member(version.editorKey),
      created_at: version.at,
    })),
  );

export const reactionRows = (thread: DraftedThread, { directory }: Author): object[] =>
  thread.posts.flatMap(({ record, id }) => (record.reactions ?? []).map(({ memberKey, kind, at }) => ({ post_id: id, member_id: directory.member(memberKey), kind, created_at: at })));

export const mentionRows = (thread: DraftedThread, { directory }: Author): object[] =>
  thread.posts.flatMap(({ id, text }) => mentionedIds(text, directory).map((memberId) => ({ post_id: id, member_id: memberId })));

const mentionedIds = (text: StoredText, directory: Directory): string[] => text.mentions.flatMap((handle) => directory.idOfHandle(handle) ?? []);

export function actionRows(thread: DraftedThread, known: ReadonlySet<string>, { source, directory }: Author): { key: string; id: string; row: object }[] {
  return (thread.record.actions ?? [])
    .filter((action) => !known.has(action.key))
    .map((action) => {
      const id = stableId({ source, kind: 'action', key: action.key }, action.at);
      const after = (action.afterPostKey && thread.positions.get(action.afterPostKey)) || 0;
      const row = { id, thread_id: thread.id, kind: action.kind, actor_id: action.actorKey ? directory.member(action.actorKey) : null, after_position: after, detail: action.detail ?? null, created_at: action.at, revision: revisionOf(thread) };
      return { key: action.key, id, row };
    });
}

export const readRows = (thread: DraftedThread, { directory }: Author): object[] =>
  (thread.record.reads ?? []).flatMap(({ memberKey, postKey, at }) => {
    const position = thread.positions.get(postKey);
    return position === undefined ? [] : [{ member_id: directory.member(memberKey), thread_id: thread.id, position, read_at: at }];
  });

/** What happened, for those who count later; nobody is told. */
export function eventRows(thread: DraftedThread, author: Author): object[] {
  const { directory, source, origin } = author;
  const spaceId = directory.space(thread.record.spaceKey);
  const revision = String(revisionOf(thread));
  return thread.posts.flatMap(({ record, id, text }) => {
    const actorId = directory.member(record.authorKey);
    const about = { actorId, spaceId, occurredAt: record.createdAt };
    const payload = { threadId: thread.id, threadCode: thread.code, revision, postId: id, postAuthorId: actorId, mentionedIds: mentionedIds(text, directory) };
    const opening = thread.positions.get(record.key) === 1;
    const written = opening ? threadEvent('thread.started', about, payload) : threadEvent('thread.replied', about, { ...payload, replyToId: answered(thread, record) });
    const liked = (record.reactions ?? []).map(({ memberKey, kind, at }) => {
      const reactedBy = directory.member(memberKey);
      const { mentionedIds: _mentions, ...post } = payload;
      return { key: `${kind} ${memberKey}`, event: threadEvent('post.reacted', { actorId: reactedBy, spaceId, occurredAt: at }, { ...post, kind, on: true }) };
    });
    return [{ key: 'written', event: written as ThreadEvent }, ...liked].map(({ key, event }) => ({
      id: stableId({ source, kind: 'event', key: `${record.key} ${key}` }, event.occurredAt),
      type: event.type,
      version: event.version,
      occurred_at: event.occurredAt,
      actor_id: event.actorId,
      subject_id: event.subjectId,
      space_id: event.spaceId,
      origin,
      payload: event.payload,
    }));
  });
}

/** What a grown thread gains shows as one change. */
export const revisionOf = (thread: DraftedThread): number => (thread.existing ? thread.existing.revision + 1 : 1);
