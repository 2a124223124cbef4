import type { Permission, Role } from '../access/index.js';
import type { GroupRule } from '../groups/index.js';

/**
 * Neutral records of a community: what an importer, the story seed or the benchmark set says, and what the bulk
 * writer writes. Records name each other by `key`, unique per kind within one source (an external id, a slug);
 * keys are remembered with the source, which is what makes a second run change nothing.
 * Instants are UTC; texts are as their authors wrote them, never trusted.
 */
export type RecordLocale = 'fr' | 'en';
export type RecordReaction = 'like' | 'flame' | 'thanks' | 'laugh' | 'wave' | 'bravo';

interface Keyed {
  readonly key: string;
  /** Other names of the same thing in its source (an old address, a user name), remembered beside the key. */
  readonly aliases?: readonly string[];
}

/** Somebody. Without an `account` she cannot sign in; such a member is `unclaimed` until she claims her name. */
export interface MemberRecord extends Keyed {
  /** Wished handle; the writer changes it when it is taken or malformed, and says so. */
  readonly handle: string;
  readonly displayName: string;
  readonly createdAt: Date;
  /** Default `member`. */
  readonly role?: Role;
  /** Default: `active` with an account, `unclaimed` without. */
  readonly state?: 'active' | 'unclaimed' | 'suspended';
  readonly locale?: RecordLocale | null;
  /** Markdown. */
  readonly bio?: string;
  readonly place?: string | null;
  readonly pronouns?: string | null;
  readonly expertise?: readonly string[];
  readonly interests?: readonly string[];
  /** Addresses of the web, in their normal form. */
  readonly links?: readonly string[];
  /** Of the team: what she does there, and how she is reached. */
  readonly teamTask?: string | null;
  readonly teamContact?: string | null;
  /** Members she follows. */
  readonly followsKeys?: readonly string[];
  /** Path below the site's root, such as `/media/story/avatars/maelle-96.webp`. */
  readonly avatarPath?: string | null;
  readonly account?: { readonly email: string; readonly passwordHash: string; readonly confirmedAt?: Date | null };
  /** Posts written before it count as read; default: `createdAt` with an account, the moment of writing without. */
  readonly readBaselineAt?: Date;
  readonly lastSeenAt?: Date | null;
  readonly previousVisitAt?: Date | null;
}

/** A role made of permissions. */
export interface CustomRoleRecord extends Keyed {
  readonly name: string;
  readonly description: string;
  readonly permissions: readonly Permission[];
  readonly memberKeys: readonly string[];
}

/** A group that an administrator keeps by hand, or that keeps itself by a rule. */
export interface GroupRecord extends Keyed {
  readonly rule?: GroupRule;
  readonly name: string;
  readonly description?: string;
  readonly createdAt?: Date;
  readonly memberKeys: readonly string[];
}

export type SpaceGrantRecord = { readonly action: 'read' | 'start' } & ({ readonly role: Role } | { readonly groupKey: string });

/** A space; new spaces come after the existing ones, in the order given. */
export interface SpaceRecord extends Keyed {
  /** Wished slug; numbered when it is taken. */
  readonly slug: string;
  readonly name: { readonly fr: string; readonly en: string };
  readonly description?: { readonly fr: string; readonly en: string };
  /** A flag's key; default `plain`. */
  readonly icon?: string;
  /** Default `public`. */
  readonly access?: 'public' | 'members' | 'restricted';
  /** Default `members`. */
  readonly whoStarts?: 'members' | 'staff' | 'restricted';
  /** Who reads or starts where it is `restricted`. */
  readonly grants?: readonly SpaceGrantRecord[];
  /** What it is about, in a few words. */
  readonly interests?: readonly string[];
  readonly createdAt?: Date;
}

export interface ReactionRecord {
  readonly memberKey: string;
  readonly kind: RecordReaction;
  readonly at: Date;
}

/** A text as it stood before an edit, oldest first. */
export interface PostVersionRecord {
  /** Markdown. */
  readonly source: string;
  readonly editorKey: string;
  /** When this text was written. */
  readonly at: Date;
}

/** A post; its position is its place in the thread's list. */
export interface PostRecord extends Keyed {
  readonly authorKey: string;
  readonly createdAt: Date;
  /** Markdown (with HTML for the case that it is too long or too intricate to render), or HTML. Both are sanitised. */
  readonly text: { readonly markdown: string; readonly fallbackHtml?: string } | { readonly html: string };
  readonly locale?: RecordLocale | null;
  readonly editedAt?: Date | null;
  readonly versions?: readonly PostVersionRecord[];
  /** A post of the same thread. */
  readonly replyToKey?: string | null;
  /** Likes whose givers are unknown. */
  readonly importedLikes?: number;
  /** At most one of a kind per member. */
  readonly reactions?: readonly ReactionRecord[];
  /** Default `visible`. */
  readonly state?: 'visible' | 'hidden' | 'removed';
  readonly stateReason?: string | null;
  readonly stateByKey?: string | null;
  readonly stateAt?: Date | null;
}

/** Something that happened to a thread, shown between two posts. */
export interface ThreadActionRecord extends Keyed {
  readonly kind: 'closed' | 'reopened' | 'pinned' | 'unpinned' | 'moved' | 'split' | 'retitled' | 'accepted' | 'unaccepted';
  readonly actorKey: string | null;
  readonly at: Date;
  /** The post it comes after; null: before the first. */
  readonly afterPostKey: string | null;
  readonly detail?: string | null;
}

/** How far somebody has read. */
export interface ThreadReadRecord {
  readonly memberKey: string;
  readonly postKey: string;
  readonly at: Date;
}

export interface ThreadRecord extends Keyed {
  readonly spaceKey: string;
  readonly authorKey: string;
  readonly title: string;
  /** Default: made from the title. */
  readonly slug?: string;
  readonly kind?: 'discussion' | 'question' | 'announcement';
  readonly locale: RecordLocale;
  /** Lower-case slugs. */
  readonly tags?: readonly string[];
  readonly createdAt: Date;
  readonly views?: number;
  readonly pinnedAt?: Date | null;
  readonly closedAt?: Date | null;
  readonly state?: 'visible' | 'removed';
  readonly acceptedPostKey?: string | null;
  readonly acceptedByKey?: string | null;
  readonly acceptedAt?: Date | null;
  /** How many posts the source counted, when it gave fewer. */
  readonly truncatedFrom?: number | null;
  /** In order; at least one. */
  readonly posts: readonly PostRecord[];
  readonly actions?: readonly ThreadActionRecord[];
  readonly reads?: readonly ThreadReadRecord[];
}

/** A whole community in memory; big imports hand threads over batch by batch instead. */
export interface CommunityRecords {
  readonly members: readonly MemberRecord[];
  readonly customRoles?: readonly CustomRoleRecord[];
  readonly groups?: readonly GroupRecord[];
  readonly spaces: readonly SpaceRecord[];
  readonly threads: readonly ThreadRecord[];
}
