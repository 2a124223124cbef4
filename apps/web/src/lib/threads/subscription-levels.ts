import { m } from '#lib/i18n/index.ts';
import type { IconName } from '#lib/ui/icon-names.ts';

export const LEVELS = ['watch', 'follow', 'normal', 'mute'] as const;
export type Level = (typeof LEVELS)[number];

/** The level that a form names; as usual when it names none. */
export const levelIn = (text: string): Level => LEVELS.find((level) => level === text) ?? 'normal';

/** What each level is called, what it means, and its sign. */
export const LEVEL_WORDS: Readonly<Record<Level, { readonly name: () => string; readonly means: () => string; readonly icon: IconName }>> = {
  watch: { name: m.care_level_watch, means: m.care_level_watch_text, icon: 'eye' },
  follow: { name: m.care_level_follow, means: m.care_level_follow_text, icon: 'bell' },
  normal: { name: m.care_level_normal, means: m.care_level_normal_text, icon: 'minus' },
  mute: { name: m.care_level_mute, means: m.care_level_mute_text, icon: 'eye-off' },
};
