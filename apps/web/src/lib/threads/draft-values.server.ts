import type { ApiTransport } from '#lib/api/transport.ts';
import { found } from '#lib/api/load.ts';
import { DraftQuery } from './drafts.operations.ts';

/** The draft of a thread being started, as its form's values. @throws not found */
export async function draftValues(api: ApiTransport, slot: string): Promise<Record<string, string>> {
  const { draft } = await api(DraftQuery, { at: { slot } });
  const { title, body, tags, kind, key, spaceSlug } = found(draft);
  return { title, body, tags, kind, key, slot, ...(spaceSlug !== null && { space: spaceSlug }) };
}
