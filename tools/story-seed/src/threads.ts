import { isStaff } from '@foyer/domain/access';
import type { PostRecord, ThreadActionRecord, ThreadRecord } from '@foyer/domain/imports';
import { between, chanceOf } from './chance.js';
import { earliest, later, type HouseTime } from './house-time.js';
import type { Inhabitant } from './members.js';
import { reactionsTo } from './reactions.js';
import type { StoryPost, StoryThread } from './story.js';

/** Moderators of the house, for what no other member of the team did. */
const MODERATORS = ['karim', 'enora'] as const;
const HOST = 'lea';

interface Setting {
  readonly time: HouseTime;
  readonly times: readonly Date[];
  readonly people: ReadonlyMap<string, Inhabitant>;
  /** Those who may read the thread. */
  readonly readers: readonly Inhabitant[];
}

export const postKey = (thread: StoryThread, number: number): string => `${thread.slug}/${number}`;

/** A thread with its posts, history and reactions; who has read it is added by others. */
export function threadRecord(thread: StoryThread, setting: Setting): ThreadRecord {
  const [openedAt] = setting.times;
  const opener = thread.posts[0];
  if (!openedAt || !opener) throw new Error(`${thread.slug} has no post`);
  const accepted = acceptance(thread, setting);
  const closed = closing(thread, setting);
  const pinnedAt = thread.pinned ? later(openedAt, 6) : null;
  const marks: Omit<ThreadActionRecord, 'afterPostKey'>[] = [];
  if (pinnedAt) marks.push({ key: `${thread.slug}/pinned`, kind: 'pinned', actorKey: isTeam(setting, opener.by) ? opener.by : HOST, at: pinnedAt });
  if (accepted) marks.push({ key: `${thread.slug}/accepted`, kind: 'accepted', actorKey: opener.by, at: accepted.at });
  if (closed) marks.push({ key: `${thread.slug}/closed`, kind: 'closed', actorKey: closed.by, at: closed.at });
  return {
    key: thread.slug,
    spaceKey: thread.space,
    authorKey: opener.by,
    title: thread.title,
    slug: thread.slug,
    kind: thread.kind,
    locale: thread.lang,
    tags: thread.tags,
    createdAt: openedAt,
    views: thread.views || thread.posts.length * 9 + between(chanceOf(`${thread.slug} views`), 3, 40),
    pinnedAt,
    closedAt: closed?.at ?? null,
    acceptedPostKey: accepted ? postKey(thread, accepted.number) : null,
    acceptedByKey: accepted ? opener.by : null,
    acceptedAt: accepted?.at ?? null,
    posts: thread.posts.map((post, index) => postRecord(thread, post, index, setting)),
    actions: marks.map((mark) => ({ ...mark, afterPostKey: lastPostBefore(thread, setting, mark.at) })),
  };
}

function postRecord(thread: StoryThread, post: StoryPost, index: number, setting: Setting): PostRecord {
  const key = postKey(thread, index + 1);
  const at = setting.times[index] ?? setting.time.present;
  const edited = post.edited === undefined ? null : { before: post.edited, at: earliest(later(at, between(chanceOf(`${key} edit`), 3, 25)), setting.time.present) };
  const removal = removalOf(thread, index, at, setting);
  return {
    key,
    authorKey: post.by,
    createdAt: at,
    text: { markdown: withQuote(post.text, post.quote) },
    replyToKey: post.re === undefined ? null : postKey(thread, post.re),
    reactions: reactionsTo({ key, post, at, readers: setting.readers }, setting.time),
    ...(edited && { editedAt: edited.at, versions: [{ source: withQuote(edited.before, post.quote), editorKey: post.by, at }] }),
    ...removal,
  };
}

/** The quoted words come first, as a Markdown quotation. */
function withQuote(text: string, quote: string | undefined): string {
  if (quote === undefined) return text;
  return `${quote.split('\n').map((line) => `> ${line}`).join('\n')}\n\n${text}`;
}

/** Removed by the one of the team who speaks next, just before she does; otherwise by a moderator half an hour later. */
function removalOf(thread: StoryThread, index: number, at: Date, setting: Setting): Partial<PostRecord> {
  const reason = thread.posts[index]?.removed;
  if (reason === undefined) return {};
  const next = thread.posts.findIndex(({ by }, i) => i > index && isTeam(setting, by));
  const speaks = setting.times[next];
  const by = thread.posts[next]?.by ?? MODERATORS[1];
  const moment = speaks ? new Date((at.getTime() + 2 * speaks.getTime()) / 3) : earliest(later(at, 30), setting.time.present);
  return { state: 'removed', stateReason: reason, stateByKey: by, stateAt: moment };
}

/** The asker accepts when she next writes, within two days; otherwise the same evening or so. */
function acceptance(thread: StoryThread, { times, time }: Setting): { number: number; at: Date } | null {
  const index = thread.posts.findIndex((post) => post.accepted);
  const answeredAt = times[index];
  if (!answeredAt) return null;
  const asker = thread.posts[0]?.by;
  const thanks = times[thread.posts.findIndex((post, i) => i > index && post.by === asker)];
  const soon = thanks && thanks <= later(answeredAt, 2 * 1440) ? later(thanks, -1) : null;
  const at = soon && soon > answeredAt ? soon : earliest(later(answeredAt, between(chanceOf(`${thread.slug} accepted`), 40, 300)), time.present);
  return { number: index + 1, at };
}

/** Closed by whoever of the team had the last word, a quarter of an hour later. */
function closing(thread: StoryThread, setting: Setting): { by: string; at: Date } | null {
  if (!thread.closed) return null;
  const last = thread.posts.at(-1)?.by ?? '';
  const by = isTeam(setting, last) ? last : (thread.posts.findLast((post) => isTeam(setting, post.by))?.by ?? MODERATORS[0]);
  return { by, at: earliest(later(setting.times.at(-1) ?? setting.time.present, 15), setting.time.present) };
}

function lastPostBefore(thread: StoryThread, { times }: Setting, at: Date): string {
  return postKey(thread, Math.max(1, times.filter((time) => time <= at).length));
}

const isTeam = ({ people }: Setting, key: string): boolean => isStaff(people.get(key)?.member.role ?? null);
