import type { Role } from '@foyer/domain/access';
import type { RecordLocale, RecordReaction } from '@foyer/domain/imports';
import type { Look } from './art/portrait.js';

/** The written story: what the files of `content/` say, checked, before any date is known. */
export interface Story {
  readonly members: readonly StoryMember[];
  readonly spaces: readonly StorySpace[];
  /** In the order of the files; `space` tells which one. */
  readonly threads: readonly StoryThread[];
}

export interface StoryMember {
  readonly key: string;
  readonly name: string;
  readonly handle: string;
  readonly role: Role;
  readonly lang: RecordLocale;
  /** Days before the story's present; negative. */
  readonly joined: number;
  readonly bio?: string | undefined;
  readonly place?: string | undefined;
  readonly pronouns?: string | undefined;
  readonly expertise: readonly string[];
  readonly interests: readonly string[];
  readonly links: readonly string[];
  /** Of the team: what she does there, and how she is reached. */
  readonly task?: string | undefined;
  readonly contact?: string | undefined;
  readonly look: Look;
}

export interface StorySpace {
  readonly key: string;
  readonly slug: string;
  readonly name: { readonly fr: string; readonly en: string };
  readonly description: { readonly fr: string; readonly en: string };
  readonly flag: string;
  readonly access: 'public' | 'members' | 'roles';
  /** Who reads where `access` is `roles`. */
  readonly roles: readonly Role[];
  readonly startThreads: 'members' | 'staff';
  /** What it is about, in a few words. */
  readonly interests: readonly string[];
  readonly order: number;
}

export interface StoryThread {
  readonly space: string;
  readonly slug: string;
  readonly title: string;
  readonly kind: 'discussion' | 'question' | 'announcement';
  readonly lang: RecordLocale;
  readonly tags: readonly string[];
  /** Days before the story's present (0 is today), and the local time of day in minutes. */
  readonly day: number;
  readonly at: number;
  readonly views: number;
  readonly pinned: boolean;
  readonly closed: boolean;
  readonly posts: readonly StoryPost[];
}

export interface StoryPost {
  readonly by: string;
  /** Minutes since the post before. */
  readonly after: number;
  readonly text: string;
  readonly likes: number;
  readonly reactions: Readonly<Partial<Record<RecordReaction, number>>>;
  /** Number of the post it answers, from 1. */
  readonly re?: number | undefined;
  /** Words of post `re` that it quotes. */
  readonly quote?: string | undefined;
  readonly accepted: boolean;
  /** The text as it first stood. */
  readonly edited?: string | undefined;
  /** Why a moderator removed it. */
  readonly removed?: string | undefined;
}
