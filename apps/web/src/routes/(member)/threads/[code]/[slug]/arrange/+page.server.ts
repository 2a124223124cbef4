import { type ActionFailure, redirect } from '@sveltejs/kit';
import { formFailure, formOf, refuse, type Refusal, type RefusedForm, text } from '#lib/api/forms.ts';
import { found, pageFailure } from '#lib/api/load.ts';
import { m } from '#lib/i18n/index.ts';
import { ArrangePageQuery, MergeThreadMutation, MoveThreadMutation, NearbyThreadsQuery, SplitThreadMutation, UndoArrangementMutation } from '#lib/threads/arranging.operations.ts';
import { PaceThreadMutation, ThreadPaceQuery } from '#lib/threads/pace.operations.ts';
import { paceOf } from '#lib/threads/paces.ts';
import { threadCodeIn, threadPath } from '#lib/threads/thread-address.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const DONE = ['moved', 'split', 'merged', 'paced', 'undone'] as const;
const EXCERPT = 140;

export const load: PageServerLoad = async ({ locals, params, url, parent }) => {
  const asked = url.searchParams;
  const from = Math.max(1, Math.min(Number(asked.get('from')) || 1, 999_999_999));
  const { thread, posts, arrangements } = await locals.api(ArrangePageQuery, { code: params.code, from }).catch((cause: unknown) => pageFailure(cause, url));
  const shown = found(thread);
  const window = found(posts);
  const { threads } = await locals.api(NearbyThreadsQuery, { slug: shown.space.slug }).catch((cause: unknown) => pageFailure(cause, url));
  const { threadPace } = await locals.api(ThreadPaceQuery, { thread: shown.code }).catch((cause: unknown) => pageFailure(cause, url));
  const near = new Map([...shown.related, ...threads.items].filter((one) => one.code !== shown.code).map((one) => [one.code, one.title]));
  const { shell } = await parent();
  return {
    title: m.care_arrange_title(),
    spaceSlug: shown.space.slug,
    thread: shown,
    from,
    posts: window.items.filter((post) => post.position > 1).map(({ html, ...post }) => ({ ...post, excerpt: excerptOf(html) })),
    later: window.hasAfter ? (window.items.at(-1)?.position ?? 0) + 1 : null,
    earlier: window.hasBefore ? Math.max(1, from - 100) : null,
    chosen: asked.get('split'),
    done: DONE.find((one) => one === asked.get('done')) ?? null,
    arrangements,
    pace: threadPace,
    spaces: shell.spaces.filter((space) => space.slug !== shown.space.slug).map(({ slug, name }) => ({ value: slug, label: name })),
    near: [...near].map(([code, title]) => ({ code, title })),
  };
};

/** The beginning of a text, cut between words. */
function excerptOf(html: string): string {
  const text = html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ').trim();
  return text.length <= EXCERPT ? text : `${text.slice(0, EXCERPT).replace(/\s+\S*$/, '')}…`;
}

type Arranged = { readonly __typename: 'Arranged'; readonly threadCode: string; readonly threadSlug: string } | ({ readonly __typename: 'Refused' } & Refusal);

/** Does it and comes back to where the posts are now, where it can be undone. */
async function arrange(event: RequestEvent, form: FormData, done: (typeof DONE)[number], act: Promise<Arranged>): Promise<ActionFailure<RefusedForm>> {
  const arranged = await act.catch((cause: unknown) => formFailure(form, cause, event.url));
  if (!('__typename' in arranged)) return arranged;
  if (arranged.__typename === 'Refused') return refuse(form, arranged);
  redirect(303, `${threadPath({ code: arranged.threadCode, slug: arranged.threadSlug })}/arrange?done=${done}`);
}

export const actions: Actions = {
  move: async (event) => {
    const form = await formOf(event);
    return arrange(event, form, 'moved', event.locals.api(MoveThreadMutation, { thread: event.params.code, space: text(form, 'space') }).then((data) => data.moveThread));
  },
  split: async (event) => {
    const form = await formOf(event);
    const postCodes = form.getAll('post').filter((code) => typeof code === 'string');
    const input = { threadCode: event.params.code, title: text(form, 'title'), postCodes, andFollowing: text(form, 'following') === 'on' };
    return arrange(event, form, 'split', event.locals.api(SplitThreadMutation, { input }).then((data) => data.splitThread));
  },
  merge: async (event) => {
    const form = await formOf(event);
    const address = text(form, 'address').trim();
    const into = address === '' ? text(form, 'into') : threadCodeIn(address);
    if (into === null) return refuse(form, { code: 'thread.mergeInto', field: 'address', message: m.care_merge_bad() });
    if (into === '') return refuse(form, { code: 'thread.mergeInto', field: 'address', message: m.care_merge_none() });
    return arrange(event, form, 'merged', event.locals.api(MergeThreadMutation, { thread: event.params.code, into }).then((data) => data.mergeThread));
  },
  pace: async (event) => {
    const form = await formOf(event);
    const input = { threadCode: event.params.code, ...paceOf(text(form, 'slowSeconds'), text(form, 'autoCloseDays')) };
    const answer = await event.locals.api(PaceThreadMutation, { input }).catch((cause: unknown) => formFailure(form, cause, event.url));
    if (!('paceThread' in answer)) return answer;
    if (answer.paceThread.__typename === 'Refused') return refuse(form, answer.paceThread);
    redirect(303, `${threadPath({ code: event.params.code, slug: event.params.slug })}/arrange?done=paced`);
  },
  undo: async (event) => {
    const form = await formOf(event);
    return arrange(event, form, 'undone', event.locals.api(UndoArrangementMutation, { id: text(form, 'id') }).then((data) => data.undoArrangement));
  },
};
