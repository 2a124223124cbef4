import { formatNumber, m } from '#lib/i18n/index.ts';

/** How many people a group has, in words. */
export function groupSize(count: number): string {
  return count === 1 ? m.console_group_one() : m.console_group_size({ count: formatNumber(count) });
}
