import { type ActionFailure, redirect, type RequestEvent } from '@sveltejs/kit';
import { formOf, refuse, type RefusedForm, text } from '#lib/api/forms.ts';
import { pageFailure } from '#lib/api/load.ts';
import { DropBookmarkMutation, KeepPostMutation, SetSubscriptionMutation } from './keeping.operations.ts';
import { VoteIdeaMutation } from './ideas.operations.ts';
import { OpenWikiMutation, PinReplyMutation } from './pace.operations.ts';
import { pressedReaction } from './reactions.ts';
import { levelIn } from './subscription-levels.ts';
import { tagsOf } from './tags.ts';
import { placePath, threadPath } from './thread-address.ts';
import {
  AcceptAnswerMutation, CloseThreadMutation, EditPostMutation, EditThreadMutation, PinThreadMutation, PreviewMutation,
  RemovePostMutation, ReplyMutation, RestorePostMutation, SetReactionMutation,
} from './posting.operations.ts';

/** A text shown as it will look, with what was typed. */
export type Previewed = RefusedForm & { readonly preview: string };
type Event = Omit<RequestEvent, 'params'> & { readonly params: { readonly code: string; readonly slug?: string | undefined } };
type ThreadAction = (event: Event) => Promise<ActionFailure<RefusedForm> | Previewed>;

const slugOf = (event: Event): { code: string; slug: string } => ({ code: event.params.code, slug: event.params.slug ?? '-' });

/** Where a form about a post comes back to. */
function comeBack(event: Event, form: FormData): never {
  return backTo(event, Number(text(form, 'position')));
}

function backTo(event: Event, position: number): never {
  redirect(303, position > 0 ? placePath(slugOf(event), position) : threadPath(slugOf(event)));
}

/** Runs an act; a failure shows the page it calls for. */
async function ask<Answer>(event: Event, act: Promise<Answer>): Promise<Answer> {
  return act.catch((cause: unknown) => pageFailure(cause, event.url, event.locals.written));
}

const reply: ThreadAction = async (event) => {
  const form = await formOf(event);
  const body = text(form, 'body');
  if (text(form, 'do') === 'preview') {
    const { previewPost } = await ask(event, event.locals.api(PreviewMutation, { body }));
    if (previewPost.__typename === 'Refused') return refuse(form, previewPost);
    return { values: { body, replyTo: text(form, 'replyTo') }, errors: {}, code: 'preview', preview: previewPost.html };
  }
  const input = { threadCode: event.params.code, body, replyTo: text(form, 'replyTo') || null, key: text(form, 'key') };
  const { reply: saved } = await ask(event, event.locals.api(ReplyMutation, { input }));
  if (saved.__typename === 'Refused') return refuse(form, saved);
  return redirect(303, placePath({ code: saved.threadCode, slug: saved.threadSlug }, saved.post.position));
};

const edit: ThreadAction = async (event) => {
  const form = await formOf(event);
  const input = { postCode: text(form, 'post'), body: text(form, 'body'), version: Number(text(form, 'version')) || 0 };
  const { editPost: saved } = await ask(event, event.locals.api(EditPostMutation, { input }));
  return saved.__typename === 'Refused' ? refuse(form, saved) : comeBack(event, form);
};

const remove: ThreadAction = async (event) => {
  const form = await formOf(event);
  const variables = { code: text(form, 'post'), reason: text(form, 'reason') };
  const { removePost: saved } = await ask(event, event.locals.api(RemovePostMutation, variables));
  return saved.__typename === 'Refused' ? refuse(form, saved) : comeBack(event, form);
};

const restore: ThreadAction = async (event) => {
  const form = await formOf(event);
  const { restorePost: saved } = await ask(event, event.locals.api(RestorePostMutation, { code: text(form, 'post') }));
  return saved.__typename === 'Refused' ? refuse(form, saved) : comeBack(event, form);
};

const react: ThreadAction = async (event) => {
  const form = await formOf(event);
  const { kind, on, post, position } = pressedReaction(text(form, 'reaction'));
  const { setReaction: saved } = await ask(event, event.locals.api(SetReactionMutation, { code: post, kind, on }));
  return saved.__typename === 'Refused' ? refuse(form, saved) : backTo(event, position);
};

const accept: ThreadAction = async (event) => {
  const form = await formOf(event);
  const variables = { thread: event.params.code, post: text(form, 'on') === '1' ? text(form, 'post') : null };
  const { acceptAnswer: done } = await ask(event, event.locals.api(AcceptAnswerMutation, variables));
  return done.__typename === 'Refused' ? refuse(form, done) : comeBack(event, form);
};

const close: ThreadAction = async (event) => {
  const form = await formOf(event);
  const variables = { thread: event.params.code, on: text(form, 'on') === '1' };
  const { closeThread: done } = await ask(event, event.locals.api(CloseThreadMutation, variables));
  return done.__typename === 'Refused' ? refuse(form, done) : comeBack(event, form);
};

const pin: ThreadAction = async (event) => {
  const form = await formOf(event);
  const variables = { thread: event.params.code, on: text(form, 'on') === '1' };
  const { pinThread: done } = await ask(event, event.locals.api(PinThreadMutation, variables));
  return done.__typename === 'Refused' ? refuse(form, done) : comeBack(event, form);
};

const retitle: ThreadAction = async (event) => {
  const form = await formOf(event);
  const input = { threadCode: event.params.code, title: text(form, 'title'), tags: tagsOf(text(form, 'tags')) };
  const { editThread: done } = await ask(event, event.locals.api(EditThreadMutation, { input }));
  return done.__typename === 'Refused' ? refuse(form, done) : comeBack(event, form);
};

const keep: ThreadAction = async (event) => {
  const form = await formOf(event);
  const post = text(form, 'post');
  if (text(form, 'on') === '1') {
    const { keepPost: done } = await ask(event, event.locals.api(KeepPostMutation, { input: { postCode: post } }));
    if (done.__typename === 'Refused') return refuse(form, done);
  } else await ask(event, event.locals.api(DropBookmarkMutation, { post }));
  return comeBack(event, form);
};

const subscribe: ThreadAction = async (event) => {
  const form = await formOf(event);
  await ask(event, event.locals.api(SetSubscriptionMutation, { input: { threadCode: event.params.code, level: levelIn(text(form, 'level')) } }));
  return comeBack(event, form);
};

const pinReply: ThreadAction = async (event) => {
  const form = await formOf(event);
  const { pinReply: saved } = await ask(event, event.locals.api(PinReplyMutation, { post: text(form, 'post'), on: text(form, 'on') === '1' }));
  return saved.__typename === 'Refused' ? refuse(form, saved) : comeBack(event, form);
};

const wiki: ThreadAction = async (event) => {
  const form = await formOf(event);
  const { openWiki: saved } = await ask(event, event.locals.api(OpenWikiMutation, { post: text(form, 'post'), on: text(form, 'on') === '1' }));
  return saved.__typename === 'Refused' ? refuse(form, saved) : comeBack(event, form);
};

const vote: ThreadAction = async (event) => {
  const form = await formOf(event);
  const { voteIdea: answer } = await ask(event, event.locals.api(VoteIdeaMutation, { thread: event.params.code, on: text(form, 'on') === '1' }));
  return answer.__typename === 'Refused' ? refuse(form, answer) : comeBack(event, form);
};

/** The form actions of a thread page: what buttons do without JavaScript. */
export const threadActions = { reply, edit, remove, restore, react, accept, close, pin, retitle, keep, subscribe, pinReply, wiki, vote };
