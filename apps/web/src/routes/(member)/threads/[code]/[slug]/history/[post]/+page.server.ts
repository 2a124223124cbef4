import { diffWordsWithSpace } from 'diff';
import { found, pageFailure } from '#lib/api/load.ts';
import { m } from '#lib/i18n/index.ts';
import { PostHistoryQuery } from '#lib/threads/history.operations.ts';
import type { PageServerLoad } from './$types';

/** A run of words that stayed, came or went. */
interface Piece {
  readonly text: string;
  readonly change: 'same' | 'added' | 'removed';
}

/** Comparing texts that have nothing in common costs much and tells little: after this long both are shown whole. */
const LONGEST_MS = 60;

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const asked = { post: params.post, thread: params.code };
  const { thread, post, postHistory } = await locals.api(PostHistoryQuery, asked).catch((cause: unknown) => pageFailure(cause, url));
  const history = found(postHistory);
  const versions = [...history.versions].sort((a, b) => a.number - b.number);
  return {
    thread: found(thread),
    post: found(post),
    // Newest first; each beside what it changed.
    versions: versions
      .map((version, index) => ({
        number: version.number,
        editor: version.editor,
        at: version.at,
        pieces: compare(versions[index - 1]?.source, version.source),
      }))
      .reverse(),
    title: m.post_history_title(),
    spaceSlug: found(thread).space.slug,
  };
};

function compare(before: string | undefined, now: string): Piece[] {
  if (before === undefined) return [{ text: now, change: 'same' }];
  const changes = diffWordsWithSpace(before, now, { timeout: LONGEST_MS });
  if (!changes) return [{ text: before, change: 'removed' }, { text: now, change: 'added' }];
  return changes.map(({ value, added, removed }) => ({ text: value, change: added ? 'added' : removed ? 'removed' : 'same' }));
}
