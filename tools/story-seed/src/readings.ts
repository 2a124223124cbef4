import type { ThreadReadRecord, ThreadRecord } from '@foyer/domain/imports';
import { demoAccounts } from './community.js';
import type { Inhabitant } from './members.js';

/**
 * How far the demo's sign-ins have read: in threads where they wrote or that they follow, everything that
 * was there when they last came. What came since is theirs to discover.
 */
export function readingsOf(thread: ThreadRecord, people: ReadonlyMap<string, Inhabitant>): ThreadReadRecord[] {
  return demoAccounts.flatMap(({ memberKey, follows }) => {
    const visit = people.get(memberKey)?.lastVisit;
    const last = visit && thread.posts.findLast(({ createdAt }) => createdAt <= visit);
    if (!visit || !last) return [];
    const concerned = follows.includes(thread.key) || thread.posts.some(({ authorKey }) => authorKey === memberKey);
    return concerned ? [{ memberKey, postKey: last.key, at: visit }] : [];
  });
}
