import { spacedHtml } from '@foyer/domain/typography';
import type { Role } from '@foyer/domain/access';
import { REACTIONS, THREAD_ACTIONS, type ThreadKind } from '@foyer/domain/threads';
import { cardOf, type MemberCard } from '../members/index.js';
import { type LocaleWord } from '../platform/graphql/words.js';
import type { Idea } from './ideas/idea.types.js';
import type { Post, ReactionCount, ThreadAction } from './post.types.js';
import type { ThreadRow } from './thread.types.js';

/** A member as `cardObject` gives her. */
export interface CardJson {
  readonly handle: string;
  readonly display_name: string;
  readonly avatar_path: string | null;
  readonly role: Role;
}

/** The columns of a row in a list, as `rowColumns` names them. */
export interface ListRow {
  code: string;
  slug: string;
  title: string;
  kind: ThreadKind;
  locale: LocaleWord;
  tags: string[];
  pinned: boolean;
  closed: boolean;
  solved: boolean;
  idea: Idea | null;
  space_slug: string;
  space_name: string;
  space_icon: string;
  author_handle: string;
  author_name: string;
  author_avatar: string | null;
  author_role: Role;
  replies_count: number;
  created_at: Date;
  last_post_at: Date;
  last_position: number;
  participants: CardJson[] | null;
  participants_count: number;
  excerpt: string | null;
  excerpt_author: string | null;
}

/** The columns of a post, as `postColumns` names them. */
export interface PostRow {
  code: string;
  position: number;
  author_handle: string;
  author_name: string;
  author_avatar: string | null;
  author_role: Role;
  state: string;
  state_reason: string | null;
  html: string;
  /** The post's language, or its thread's. */
  text_locale: LocaleWord;
  locale: LocaleWord | null;
  created_at: Date;
  edited_at: Date | null;
  edits: number;
  wiki: boolean;
  /** A thread has a `pinned` of its own in some statements. */
  post_pinned: boolean;
  reaction_counts: Readonly<Record<string, number>>;
  imported_likes: number;
  revision: string;
  parent_code: string | null;
  parent_position: number | null;
  parent_handle: string | null;
  parent_name: string | null;
  parent_avatar: string | null;
  parent_role: Role | null;
  parent_excerpt: string;
}

export interface ActionJson {
  readonly kind: string;
  readonly actor: CardJson | null;
  readonly at: string;
  readonly afterPosition: number;
  readonly detail: string | null;
  readonly otherCode: string | null;
}

interface AuthorColumns {
  author_handle: string;
  author_name: string;
  author_avatar: string | null;
  author_role: Role;
}

export const authorView = (row: AuthorColumns): MemberCard =>
  cardOf({ handle: row.author_handle, display_name: row.author_name, avatar_path: row.author_avatar, role: row.author_role });

export function threadRowView(row: ListRow): ThreadRow {
  return {
    code: row.code,
    slug: row.slug,
    title: row.title,
    kind: row.kind,
    locale: row.locale,
    tags: row.tags,
    pinned: row.pinned,
    closed: row.closed,
    solved: row.solved,
    idea: row.idea,
    spaceSlug: row.space_slug,
    spaceName: row.space_name,
    spaceIcon: row.space_icon,
    author: authorView(row),
    participants: (row.participants ?? []).map(cardOf),
    participantsCount: row.participants_count,
    repliesCount: row.replies_count,
    createdAt: row.created_at,
    lastPostAt: row.last_post_at,
    lastPosition: row.last_position,
    excerpt: row.excerpt,
    excerptAuthor: row.excerpt_author,
  };
}

export function postView(row: PostRow): Post {
  const removed = row.state !== 'visible';
  return {
    code: row.code,
    position: row.position,
    author: authorView(row),
    state: removed ? 'removed' : 'visible',
    stateReason: removed ? row.state_reason : null,
    html: spacedHtml(row.html, row.text_locale),
    lang: row.locale,
    createdAt: row.created_at,
    editedAt: row.edited_at,
    edits: row.edits,
    wiki: row.wiki,
    pinned: row.post_pinned,
    reactions: reactionsView(row.reaction_counts, row.imported_likes),
    replyTo: quotedView(row),
    revision: row.revision,
  };
}

function quotedView(row: PostRow): Post['replyTo'] {
  if (row.parent_code === null || row.parent_position === null || row.parent_handle === null || row.parent_role === null) return null;
  const author = cardOf({ handle: row.parent_handle, display_name: row.parent_name ?? row.parent_handle, avatar_path: row.parent_avatar, role: row.parent_role });
  return { code: row.parent_code, position: row.parent_position, author, excerpt: row.parent_excerpt };
}

function reactionsView(counts: Readonly<Record<string, number>>, importedLikes: number): ReactionCount[] {
  const found: ReactionCount[] = [];
  for (const kind of REACTIONS) {
    const count = (counts[kind] ?? 0) + (kind === 'like' ? importedLikes : 0);
    if (count > 0) found.push({ kind, count });
  }
  return found;
}

/** Actions of a kind that this version does not know are left out rather than breaking the page. */
export function actionViews(actions: readonly ActionJson[]): ThreadAction[] {
  return actions.flatMap((action) => {
    const kind = THREAD_ACTIONS.find((known) => known === action.kind);
    return kind ? [{ kind, actor: action.actor && cardOf(action.actor), at: new Date(action.at), afterPosition: action.afterPosition, detail: action.detail, otherCode: action.otherCode }] : [];
  });
}
