import { accept, refuse, type Result } from '../result/index.js';

/** A text that is still being written. Nothing about it needs to be right yet, except that it can be stored. */
export interface KeptDraft {
  readonly title: string;
  readonly body: string;
  readonly tags: string;
}

/** Longer than a post may be, so that a text that was refused for its length is kept whole. In UTF-16 units. */
export const DRAFT_LIMITS = { bodyMax: 100_000, lineMax: 1_000, perMember: 100 } as const;

/** What PostgreSQL cannot store: NUL, and half of a surrogate pair. */
const storable = (text: string): string => text.replace(/\u0000/g, '').replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '\uFFFD');

/** Takes a text that is still being written as it is. */
export function parseKeptDraft(input: { readonly title?: string | null | undefined; readonly body: string; readonly tags?: string | null | undefined }): Result<KeptDraft> {
  const { title, body, tags } = { title: input.title ?? '', body: input.body, tags: input.tags ?? '' };
  if (body.length > DRAFT_LIMITS.bodyMax || title.length > DRAFT_LIMITS.lineMax || tags.length > DRAFT_LIMITS.lineMax) return refuse('draft.long', 'body', { bodyMax: DRAFT_LIMITS.bodyMax });
  return accept({ title: storable(title), body: storable(body), tags: storable(tags) });
}
