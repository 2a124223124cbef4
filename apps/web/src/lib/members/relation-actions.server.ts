import { redirect, type RequestEvent } from '@sveltejs/kit';
import { formOf, refuse, text } from '#lib/api/forms.ts';
import { pageFailure } from '#lib/api/load.ts';
import { localAddress } from '#lib/shell/local-address.ts';
import { BlockMemberMutation, FollowMemberMutation, MuteMemberMutation, WatchMemberMutation } from './people.operations.ts';

type Event = RequestEvent<{ handle: string }>;
type Answer = { readonly __typename: 'Done' } | { readonly __typename: 'Refused'; readonly code: string; readonly message: string };

/** Follow, block, mute and back again: the forms that stand beside a member wherever she is shown, without JavaScript. */
export const relationActions = {
  follow: (event: Event) => act(event, async (on) => (await event.locals.api(FollowMemberMutation, { handle: event.params.handle, on })).followMember),
  watch: (event: Event) => act(event, async (on) => (await event.locals.api(WatchMemberMutation, { handle: event.params.handle, on })).watchMember),
  block: (event: Event) => act(event, async (on) => (await event.locals.api(BlockMemberMutation, { handle: event.params.handle, on })).blockMember),
  mute: (event: Event) => act(event, async (on) => (await event.locals.api(MuteMemberMutation, { handle: event.params.handle, on })).muteMember),
};

async function act(event: Event, change: (on: boolean) => Promise<Answer>) {
  const form = await formOf(event);
  const answer = await change(text(form, 'on') === '1').catch((cause: unknown) => pageFailure(cause, event.url));
  if (answer.__typename === 'Refused') return refuse(form, answer);
  const back = text(form, 'back');
  redirect(303, back === '' ? `/members/${encodeURIComponent(event.params.handle)}` : localAddress(back));
}
