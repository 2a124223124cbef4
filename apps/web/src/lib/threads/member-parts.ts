/**
 * What only members use on a thread page. The page fetches it for those who signed in, so that
 * a visitor who reads does not pay for writing.
 */
export { default as AcceptInvitation } from './accept-invitation.svelte';
export { default as Composer } from './composer.svelte';
export { default as IdeaVote } from './idea-vote.svelte';
export { default as PostEditor } from './post-editor.svelte';
export { default as PostMenu } from './post-menu.svelte';
export { default as PostRemoval } from './post-removal.svelte';
export { default as ReactionForm } from './reaction-form.svelte';
export { default as ReactionMenu } from './reaction-menu.svelte';
export { default as RemovedForStaff } from './removed-for-staff.svelte';
export { default as SubscriptionMenu } from './subscription-menu.svelte';
export { default as ThreadMenu } from './thread-menu.svelte';
export { default as ThreadRetitle } from './thread-retitle.svelte';
export { hearPosts } from './post-buttons.ts';
export { react } from './thread-acts.ts';
