import { randomUUID } from 'node:crypto';
import { error, redirect } from '@sveltejs/kit';
import { formOf, refuse, text } from '#lib/api/forms.ts';
import { pageFailure } from '#lib/api/load.ts';
import { m } from '#lib/i18n/index.ts';
import { introduction } from '#lib/welcome/introduction.server.ts';
import { tagsOf } from '#lib/threads/tags.ts';
import { draftValues } from '#lib/threads/draft-values.server.ts';
import { PreviewMutation, StartThreadMutation } from '#lib/threads/posting.operations.ts';
import type { Actions, PageServerLoad } from './$types';

const KINDS = ['discussion', 'question', 'announcement'] as const;

export const load: PageServerLoad = async ({ locals, parent, url }) => {
  const { shell } = await parent();
  if (!shell.viewer) redirect(303, `/sign-in?next=${encodeURIComponent(url.pathname + url.search)}`);
  const spaces = shell.spaces.filter((space) => space.canStart);
  if (spaces.length === 0) error(404, { message: 'Not Found', code: 'NOT_FOUND' });
  const asked = url.searchParams.get('space');
  const waiting = url.searchParams.get('draft');
  const begun: Record<string, string> = waiting !== null ? await draftValues(locals.api, waiting).catch((cause: unknown) => pageFailure(cause, url)) : url.searchParams.has('introduce') ? await introduction(locals.api, shell.viewer.displayName).catch((cause: unknown) => pageFailure(cause, url)) : {};
  return {
    title: m.thread_new(),
    spaces: spaces.map(({ slug, name, icon }) => ({ slug, name, icon })),
    chosen: spaces.find((space) => space.slug === asked)?.slug ?? '',
    announces: shell.viewer.permissions.includes('thread.announce'),
    key: randomUUID(),
    begun,
    fresh: url.searchParams.has('fresh'),
  };
};

export const actions: Actions = {
  default: async ({ request, locals, url }) => {
    const form = await formOf({ request, locals });
    const body = text(form, 'body');
    if (text(form, 'do') === 'preview') {
      const { previewPost } = await locals.api(PreviewMutation, { body }).catch((cause: unknown) => pageFailure(cause, url, locals.written));
      if (previewPost.__typename === 'Refused') return refuse(form, previewPost);
      const values = Object.fromEntries(['space', 'title', 'tags', 'kind', 'body', 'key', 'slot'].map((name) => [name, text(form, name)]));
      return { values, errors: {} as Record<string, string>, code: 'preview', preview: previewPost.html };
    }
    const spaceSlug = text(form, 'space');
    if (spaceSlug === '') return refuse(form, { code: 'thread.space', field: 'space', message: m.thread_new_space_missing() });
    const input = {
      spaceSlug,
      title: text(form, 'title'),
      body,
      kind: KINDS.find((kind) => kind === form.get('kind')) ?? 'discussion',
      tags: tagsOf(text(form, 'tags')),
      key: text(form, 'key'),
    };
    const { startThread: started } = await locals.api(StartThreadMutation, { input }).catch((cause: unknown) => pageFailure(cause, url, locals.written));
    if (started.__typename === 'Refused') return refuse(form, started);
    redirect(303, `/threads/${started.threadCode}/${started.threadSlug}`);
  },
};
