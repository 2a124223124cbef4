import type { Permission } from '@foyer/domain/access';
import type { Shape } from './image-worker.js';

/** `asked`: whoever asks is looked up each time, by the capability that the file belongs to. */
export type FileAccess = 'public' | 'members' | 'owner' | 'asked';

/** What a file is for decides how large it may be, who sees it and in which sizes it is kept. */
export interface PurposeRule {
  readonly maxBytes: number;
  readonly access: FileAccess;
  /** What whoever brings one must hold. */
  readonly permission: Permission;
  /** Width over height of the part that is kept; null keeps all of it, and makes nothing larger. */
  readonly ratio: number | null;
  /** Widths in pixels; the first is the one that addresses name when nobody asks for another. */
  readonly widths: readonly [number, ...number[]];
}

const MEGABYTE = 1024 * 1024;

export const PURPOSES = {
  avatar: { maxBytes: 10 * MEGABYTE, access: 'public', permission: 'profile.edit', ratio: 1, widths: [96, 48, 192, 384] },
  cover: { maxBytes: 10 * MEGABYTE, access: 'public', permission: 'profile.edit', ratio: 4, widths: [1600, 800] },
  post: { maxBytes: 20 * MEGABYTE, access: 'asked', permission: 'thread.reply', ratio: null, widths: [1600, 800] },
} as const satisfies Record<string, PurposeRule>;

export type Purpose = keyof typeof PURPOSES;

export const isPurpose = (word: unknown): word is Purpose => typeof word === 'string' && Object.hasOwn(PURPOSES, word);

/** The sizes that the image program is asked for. */
export const shapesOf = (rule: PurposeRule): Shape[] => rule.widths.map((width) => ({ name: String(width), width, height: rule.ratio === null ? null : Math.round(width / rule.ratio) }));
