import { goto } from '$app/navigation';
import { send } from '#lib/api/browser.ts';
import { ApiFailure } from '#lib/api/transport.ts';
import { formatWait, m } from '#lib/i18n/index.ts';
import { toast } from '#lib/ui/toaster.svelte.ts';
import { DropBookmarkMutation, KeepPostMutation } from './keeping.operations.ts';
import { OpenWikiMutation, PinReplyMutation } from './pace.operations.ts';
import type { LiveThread } from './live-thread.svelte.ts';
import type { Post } from './thread-types.ts';
import {
  AcceptAnswerMutation, CloseThreadMutation, EditPostMutation, EditThreadMutation, PinThreadMutation,
  RemovePostMutation, ReplyMutation, RestorePostMutation, SetReactionMutation,
} from './posting.operations.ts';

/** Why something was not done: the server's reason, or that it could not be asked. */
export interface Unsaved {
  readonly kind: 'refused' | 'offline' | 'signedOut' | 'busy' | 'broken';
  readonly code: string;
  readonly message: string;
}

interface Refused {
  readonly __typename: 'Refused';
  readonly code: string;
  readonly message: string;
}
type Saved = { readonly __typename: 'PostSaved'; readonly post: Post } | Refused;
type Done = { readonly __typename: 'Done' } | Refused;

const refusedBy = ({ code, message }: Refused): Unsaved => ({ kind: 'refused', code, message });

/** What a failure means to whoever was writing. */
export function unsavedBy(cause: unknown): Unsaved {
  const code = cause instanceof ApiFailure ? cause.code : 'INTERNAL';
  switch (code) {
    case 'UNAVAILABLE':
      return { kind: 'offline', code, message: m.composer_offline() };
    case 'UNAUTHENTICATED':
      return { kind: 'signedOut', code, message: m.composer_signed_out() };
    case 'READ_ONLY':
      return { kind: 'refused', code, message: m.roles_error_read_only_text() };
    case 'RATE_LIMITED':
      return { kind: 'busy', code, message: tooFast(cause) };
    default:
      return { kind: 'broken', code, message: m.composer_broken() };
  }
}

const tooFast = (cause: unknown): string => (cause instanceof ApiFailure && cause.retryAfter !== undefined ? m.composer_too_fast_wait({ wait: formatWait(cause.retryAfter) }) : m.composer_too_fast());

async function saving(live: LiveThread, act: Promise<Saved>): Promise<Unsaved | Post> {
  try {
    const saved = await act;
    if (saved.__typename === 'Refused') return refusedBy(saved);
    live.put(saved.post);
    return saved.post;
  } catch (cause) {
    return unsavedBy(cause);
  }
}

/** Does an act that changes the thread as a whole; a refusal is told at the foot of the window. */
async function doing(live: LiveThread, act: Promise<Done>): Promise<Unsaved | null> {
  try {
    const done = await act;
    if (done.__typename === 'Refused') return refusedBy(done);
    await live.catchUp();
    return null;
  } catch (cause) {
    return unsavedBy(cause);
  }
}

const told = (unsaved: Unsaved | Post | null): void => {
  if (unsaved && 'message' in unsaved) toast(unsaved.message);
};

/** Whether an act failed. */
export function isUnsaved(result: Unsaved | Post | null): result is Unsaved {
  return result !== null && 'kind' in result;
}

export function reply(live: LiveThread, input: { body: string; replyTo: string | null; key: string }): Promise<Unsaved | Post> {
  return saving(live, send(ReplyMutation, { input: { threadCode: live.code, ...input } }).then((data) => data.reply));
}

export function editPost(live: LiveThread, input: { postCode: string; body: string; version: number }): Promise<Unsaved | Post> {
  return saving(live, send(EditPostMutation, { input }).then((data) => data.editPost));
}

export function restorePost(live: LiveThread, post: Post): Promise<void> {
  return saving(live, send(RestorePostMutation, { code: post.code }).then((data) => data.restorePost)).then(told);
}

/** Removes a post and offers to bring it back for as long as the message stays. */
export async function removePost(live: LiveThread, post: Post, reason: string): Promise<Unsaved | null> {
  const result = await saving(live, send(RemovePostMutation, { code: post.code, reason }).then((data) => data.removePost));
  if (isUnsaved(result)) return result;
  toast(m.post_removed_toast(), { label: m.post_undo(), run: () => restorePost(live, post) });
  return null;
}

/** Gives or takes back a reaction: shown at once, taken back when the server says no. */
export async function react(live: LiveThread, post: Post, kind: string, on: boolean): Promise<void> {
  const undo = live.give(post, kind, on);
  const result = await saving(live, send(SetReactionMutation, { code: post.code, kind, on }).then((data) => data.setReaction));
  if (isUnsaved(result)) undo();
  told(result);
}

/** Keeps a post for oneself, or lets it go; a note can be added where they are kept. */
export async function keepPost(live: LiveThread, post: Post, on: boolean): Promise<void> {
  try {
    const done = on ? (await send(KeepPostMutation, { input: { postCode: post.code } })).keepPost : (await send(DropBookmarkMutation, { post: post.code })).dropBookmark;
    if ('code' in done) {
      toast(done.message);
      return;
    }
    if (live.mine) live.mine = { ...live.mine, kept: on ? [...live.mine.kept, post.code] : live.mine.kept.filter((code) => code !== post.code) };
    if (on) toast(m.care_kept(), { label: m.care_kept_see(), run: () => goto(`/bookmarks#b-${post.code}`) });
    else toast(m.care_dropped(), { label: m.post_undo(), run: () => keepPost(live, post, true) });
  } catch (cause) {
    told(unsavedBy(cause));
  }
}

/** Pins a reply among the best, or opens a post to many who edit it; and back. */
export function markPost(live: LiveThread, post: Post, what: 'pinReply' | 'wiki', on: boolean): Promise<void> {
  const act = what === 'wiki' ? send(OpenWikiMutation, { post: post.code, on }).then((data) => data.openWiki) : send(PinReplyMutation, { post: post.code, on }).then((data) => data.pinReply);
  return saving(live, act).then(told);
}

export function acceptAnswer(live: LiveThread, post: Post, on: boolean): Promise<void> {
  const variables = { thread: live.code, post: on ? post.code : null };
  return doing(live, send(AcceptAnswerMutation, variables).then((data) => data.acceptAnswer)).then(told);
}

export function closeThread(live: LiveThread, on: boolean): Promise<void> {
  return doing(live, send(CloseThreadMutation, { thread: live.code, on }).then((data) => data.closeThread)).then(told);
}

export function pinThread(live: LiveThread, on: boolean): Promise<void> {
  return doing(live, send(PinThreadMutation, { thread: live.code, on }).then((data) => data.pinThread)).then(told);
}

export function retitleThread(live: LiveThread, title: string, tags: string[]): Promise<Unsaved | null> {
  return doing(live, send(EditThreadMutation, { input: { threadCode: live.code, title, tags } }).then((data) => data.editThread));
}
