import { m } from '#lib/i18n/index.ts';
import type { IconName } from '#lib/ui/icon-names.ts';

export const STATUSES = ['open', 'review', 'planned', 'progress', 'shipped', 'declined'] as const;
export type IdeaStatus = (typeof STATUSES)[number];

/** The status that a form names; open when it names none. */
export const statusIn = (text: string): IdeaStatus => STATUSES.find((status) => status === text) ?? 'open';

/** What each status is called, and its sign. */
export const STATUS_WORDS: Readonly<Record<IdeaStatus, { readonly name: () => string; readonly icon: IconName; readonly tone?: 'ok' | 'brand' }>> = {
  open: { name: m.care_idea_open, icon: 'lightbulb' },
  review: { name: m.care_idea_review, icon: 'eye' },
  planned: { name: m.care_idea_planned, icon: 'calendar-days', tone: 'brand' },
  progress: { name: m.care_idea_progress, icon: 'clock', tone: 'brand' },
  shipped: { name: m.care_idea_shipped, icon: 'check', tone: 'ok' },
  declined: { name: m.care_idea_declined, icon: 'x' },
};

/** So many votes, in words. */
export const votesIn = (count: number, shown: string): string => (count === 1 ? m.care_idea_vote_one() : m.care_idea_votes({ count: shown }));
