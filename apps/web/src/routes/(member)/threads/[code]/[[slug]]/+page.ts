import type { PageLoad } from './$types';

/** Members get what they act with; visitors read without it. */
export const load: PageLoad = async ({ data }) => ({
  ...data,
  parts: data.view.mine ? await import('#lib/threads/member-parts.ts') : null,
});
