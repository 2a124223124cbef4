import type { Clock } from '#lib/i18n/clock.svelte.ts';
import { formatAbsolute, formatNumber, formatWhen, m, spaced } from '#lib/i18n/index.ts';
import { flagOf } from '#lib/shell/shell.ts';
import { type IdeaStatus, votesIn } from './idea-words.ts';
import { resumePath } from './thread-address.ts';
import type { ThreadRowEntry } from './thread-row.ts';

/** Everything that a thread's row shows, as plain data: what the row looks like follows from it alone. */
export interface RowView {
  readonly personal: boolean;
  readonly unread: boolean;
  /** New replies; none is told as the number of all. */
  readonly news: number;
  readonly replies: string;
  readonly href: string;
  readonly title: string;
  readonly lang: string;
  readonly pinned: boolean;
  readonly closed: boolean;
  readonly state: 'solved' | 'announcement' | null;
  /** Where an idea stands, with its votes. */
  readonly idea: { readonly status: IdeaStatus; readonly votes: string } | null;
  readonly quote: string | null;
  readonly space: { readonly href: string; readonly flag: string; readonly name: string } | null;
  readonly author: string;
  readonly tags: readonly string[];
  readonly faces: readonly string[];
  readonly names: string;
  /** People beyond those shown. */
  readonly more: string | null;
  readonly at: string;
  readonly when: string;
  readonly whenFull: string;
}

/** How a list shows its threads. */
export interface RowForm {
  /** Names the space of each thread, where they come from several. */
  readonly showSpace: boolean;
  /** Quotes the latest post. */
  readonly showExcerpt: boolean;
  /** Visitors have no unread: every title is plain. */
  readonly personal: boolean;
}

const SHOWN_TAGS = 3;
const MOST_COUNTED = 999;

/** What the row of a thread shows to the reader of this page. */
export function rowView({ row, mine }: ThreadRowEntry, { showSpace, showExcerpt, personal }: RowForm, clock: Clock): RowView {
  const instant = new Date(row.lastPostAt);
  const people = row.participants.length > 0 ? row.participants : [row.author];
  const more = row.participantsCount - people.length;
  return {
    personal,
    unread: mine?.unread ?? false,
    news: mine?.newReplies ?? 0,
    replies: formatNumber(row.repliesCount),
    href: resumePath(row, mine),
    title: spaced(row.title, row.locale),
    lang: row.locale,
    pinned: row.pinned,
    closed: row.closed,
    idea: row.idea ? { status: row.idea.status, votes: votesIn(row.idea.votes, formatNumber(row.idea.votes)) } : null,
    state: row.solved ? 'solved' : row.kind === 'announcement' ? 'announcement' : null,
    quote: showExcerpt && row.excerpt && !mine?.quoteAside ? quoted(row.excerpt, row.excerptAuthor) : null,
    space: showSpace && row.spaceSlug && row.spaceIcon && row.spaceName ? { href: `/spaces/${row.spaceSlug}`, flag: flagOf(row.spaceIcon), name: row.spaceName } : null,
    author: row.author.displayName,
    tags: showSpace ? [] : row.tags.slice(0, SHOWN_TAGS),
    faces: people.map((person) => person.avatarUrl),
    names: people.map((person) => person.displayName).join(', '),
    more: more > 0 ? `+${Math.min(more, MOST_COUNTED)}` : null,
    at: row.lastPostAt,
    when: clock.now ? formatWhen(instant, clock.now, clock.timeZone, 'row') : formatAbsolute(instant, clock.timeZone, 'row'),
    whenFull: formatAbsolute(instant, clock.timeZone),
  };
}

function quoted(excerpt: string, author: string | null | undefined): string {
  const text = spaced(excerpt);
  return author ? m.row_excerpt({ name: author.split(' ')[0] ?? author, text }) : text;
}
