import type { ThreadActionRecord } from '@foyer/domain/imports';
import { POST_TYPE, type DiscoursePost } from './topic.schema.js';

const KINDS: Readonly<Record<string, ThreadActionRecord['kind']>> = {
  'closed.enabled': 'closed', 'closed.disabled': 'reopened', 'autoclosed.enabled': 'closed', 'autoclosed.disabled': 'reopened',
  'archived.enabled': 'closed', 'archived.disabled': 'reopened',
  'pinned.enabled': 'pinned', 'pinned.disabled': 'unpinned', 'pinned_globally.enabled': 'pinned', 'pinned_globally.disabled': 'unpinned',
  split_topic: 'split',
};

export const isSmallAction = (post: DiscoursePost): boolean => post.post_type === POST_TYPE.smallAction;

/** What a small action is in a thread's history; null when it has no equivalent. */
export const actionKind = (post: DiscoursePost): ThreadActionRecord['kind'] | null => (isSmallAction(post) ? (KINDS[post.action_code ?? ''] ?? null) : null);
