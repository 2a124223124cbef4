import { invalidateAll } from '$app/navigation';
import { send } from '#lib/api/browser.ts';
import { ApiFailure } from '#lib/api/transport.ts';
import { m } from '#lib/i18n/index.ts';
import { toast } from '#lib/ui/toaster.svelte.ts';
import { forgetGlances } from './glances.ts';
import { BlockMemberMutation, FollowMemberMutation, MuteMemberMutation, WatchMemberMutation } from './people.operations.ts';

export type RelationAct = 'follow' | 'watch' | 'block' | 'mute';
type Answer = { readonly __typename: 'Done' } | { readonly __typename: 'Refused'; readonly message: string };

const asks: Record<RelationAct, (handle: string, on: boolean) => Promise<Answer>> = {
  follow: async (handle, on) => (await send(FollowMemberMutation, { handle, on })).followMember,
  watch: async (handle, on) => (await send(WatchMemberMutation, { handle, on })).watchMember,
  block: async (handle, on) => (await send(BlockMemberMutation, { handle, on })).blockMember,
  mute: async (handle, on) => (await send(MuteMemberMutation, { handle, on })).muteMember,
};

const done: Record<RelationAct, (name: string, on: boolean) => string> = {
  follow: (name, on) => (on ? m.members_done_follow : m.members_done_unfollow)({ name }),
  watch: (name, on) => (on ? m.members_done_watch : m.members_done_unwatch)({ name }),
  block: (name, on) => (on ? m.members_done_block : m.members_done_unblock)({ name }),
  mute: (name, on) => (on ? m.members_done_mute : m.members_done_unmute)({ name }),
};

/** Follows, blocks or mutes a member, says so, and offers the way back; the page is read anew. Gives whether it was done. */
export async function relate(act: RelationAct, member: { readonly handle: string; readonly displayName: string }, on: boolean, undoable = true): Promise<boolean> {
  try {
    const answer = await asks[act](member.handle, on);
    if (answer.__typename === 'Refused') {
      toast(answer.message);
      return false;
    }
  } catch (cause) {
    toast(cause instanceof ApiFailure && cause.code === 'RATE_LIMITED' ? m.form_too_many() : m.members_failed());
    return false;
  }
  forgetGlances();
  const words = done[act](member.displayName, on);
  if (undoable) toast(words, { label: m.members_undo(), run: async () => void (await relate(act, member, !on, false)) });
  else toast(words);
  await invalidateAll();
  return true;
}
