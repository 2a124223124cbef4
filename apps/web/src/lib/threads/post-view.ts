import { formatAbsolute, formatWhen } from '#lib/i18n/formats.ts';
import type { Clock } from '#lib/i18n/clock.svelte.ts';
import { m } from '#lib/i18n/index.ts';
import type { Role } from '#lib/shell/shell.ts';
import type { PostOpen } from './opened-posts.svelte.ts';
import { reactions } from './reactions.ts';
import { threadPath } from './thread-address.ts';
import { may, type ThreadContext } from './thread-context.ts';
import type { AcceptedAnswer, Mine, Post } from './thread-types.ts';

/** Everything that a post's card shows beside its text, as plain data: what the card looks like follows from both alone. */
export interface PostView {
  readonly code: string;
  readonly position: number;
  readonly author: string;
  readonly handle: string;
  readonly face: string;
  /** The thread's first post: its picture is loaded at once. */
  readonly first: boolean;
  /** The role that stands beside the name; null for most. */
  readonly role: Role | null;
  readonly brandName: string;
  readonly accepted: boolean;
  /** Many may edit it; the team pinned it among the best. */
  readonly wiki: boolean;
  readonly pinned: boolean;
  /** The address of its history, when it was edited. */
  readonly history: string | null;
  readonly at: string;
  readonly when: string;
  /** The moment in full, unless the words say it already. */
  readonly whenFull: string | undefined;
  readonly lang: string;
  readonly quoted: QuotedView | null;
  readonly answer: AnswerView | null;
  /** Written by somebody whom the reader blocks or mutes: it waits to be opened. */
  readonly folded: string | null;
  readonly removed: { readonly reason: string | null; /** The team sees more of it. */ readonly staff: boolean } | null;
  readonly reactions: readonly ReactionView[];
  readonly mayReact: boolean;
  readonly mayReply: boolean;
  /** Signed in: there is a menu. */
  readonly hasMenu: boolean;
  /** Whoever asked is invited to accept. */
  readonly asked: boolean;
  readonly open: PostOpen | null;
}

export interface QuotedView {
  readonly name: string;
  readonly face: string;
  readonly href: string;
  /** Null when the post begins with a quote of its own: whose words they are is enough. */
  readonly words: string | null;
}

export interface AnswerView {
  readonly acceptedBy: string | null;
  readonly href: string;
  readonly name: string;
  readonly handle: string;
  readonly face: string;
  readonly count: number;
  readonly html: string;
  readonly lang: string;
}

export interface ReactionView {
  readonly kind: string;
  readonly count: number;
  readonly mine: boolean;
}

const SILENT_ROLES: readonly Role[] = ['member', 'analyst'];

/** What the card of a post shows to the reader of this page. */
export function postView({ live, reader, brandName, opened }: ThreadContext, clock: Clock, post: Post): PostView {
  const { thread, head, mine } = live;
  const { author } = post;
  const removed = post.state === 'removed';
  const first = post.position === thread.firstPosition;
  const own = author.handle === reader?.handle;
  const lang = post.lang ?? thread.locale;
  const instant = new Date(post.createdAt);
  const absolute = formatAbsolute(instant, clock.timeZone);
  const mayReact = !removed && !own && may(reader, 'post.react') && !thread.space.archived;
  return {
    code: post.code,
    position: post.position,
    author: author.displayName,
    handle: author.handle,
    face: author.avatarUrl,
    first,
    role: SILENT_ROLES.includes(author.role) ? null : author.role,
    brandName,
    accepted: head.acceptedPostCode === post.code,
    wiki: post.wiki && !removed,
    pinned: post.pinned && !removed,
    history: post.editedAt && !removed ? `${threadPath(thread)}/history/${post.code}` : null,
    at: post.createdAt,
    when: clock.now ? formatWhen(instant, clock.now, clock.timeZone) : absolute,
    whenFull: clock.now ? absolute : undefined,
    lang,
    quoted: post.replyTo && !removed ? quotedView(live, post.replyTo, post.html.startsWith('<blockquote') || foldedFor(mine, post.replyTo.author) !== null) : null,
    answer: first && live.accepted && foldedFor(mine, live.accepted.author) === null ? answerView(live, live.accepted, thread.locale) : null,
    folded: removed ? null : foldedFor(mine, author),
    removed: removed ? { reason: post.stateReason, staff: Boolean(mine?.canModerate) } : null,
    reactions: removed ? [] : reactionViews(post, live.given.get(post.code) ?? [], mayReact),
    mayReact,
    mayReply: !removed && Boolean(mine?.canReply),
    hasMenu: !removed && reader !== null,
    asked: !removed && !own && !first && Boolean(mine?.canAccept) && thread.kind === 'question' && head.acceptedPostCode === null && thread.author.handle === reader?.handle,
    open: removed ? null : opened.of(post.code),
  };
}

/** Whether a card needs more than its view: a form or a menu of this page, which acts. */
export function needsPage({ open, asked, removed }: PostView): boolean {
  return open !== null || asked || Boolean(removed?.staff);
}

/** Why a member's words are folded for this reader, in words; null when they are not. */
function foldedFor(mine: Mine | null, author: { readonly handle: string; readonly displayName: string }): string | null {
  if (mine?.blocked.includes(author.handle)) return m.members_post_blocked({ name: author.displayName });
  return mine?.muted.includes(author.handle) ? m.members_post_muted({ name: author.displayName }) : null;
}

/** A place of this thread, as an address within its page. */
function placeOf(live: ThreadContext['live'], position: number): string {
  return live.holds(position) ? `#p-${position}` : `?at=${position}#p-${position}`;
}

/** An excerpt that was cut says so. */
function quotedView(live: ThreadContext['live'], quoted: NonNullable<Post['replyTo']>, named: boolean): QuotedView {
  const words = quoted.excerpt.trim();
  const shown = named || words === '' ? null : /[.!?…»"”):]$/.test(words) ? words : `${words}…`;
  return { name: quoted.author.displayName, face: quoted.author.avatarUrl, href: placeOf(live, quoted.position), words: shown };
}

function answerView(live: ThreadContext['live'], accepted: AcceptedAnswer, lang: string): AnswerView {
  const { author } = accepted;
  return {
    acceptedBy: accepted.acceptedBy, href: placeOf(live, accepted.position), name: author.displayName, handle: author.handle,
    face: author.avatarUrl, count: accepted.authorAcceptedAnswers, html: accepted.html, lang,
  };
}

/** Those that were given; the first of the house is always offered to whoever may react. */
function reactionViews(post: Post, given: readonly string[], offered: boolean): ReactionView[] {
  const views: ReactionView[] = [];
  for (const [index, { kind }] of reactions.entries()) {
    const count = post.reactions.find((one) => one.kind === kind)?.count ?? 0;
    if (count > 0 || (offered && index === 0)) views.push({ kind, count, mine: offered && given.includes(kind) });
  }
  return views;
}
