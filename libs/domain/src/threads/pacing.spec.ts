import fc from 'fast-check';
import type { Role, Viewer } from '../access/index.js';
import { decidePace, decidePinReply, decideWiki, parsePace, waitIn } from './pacing.js';
import type { PostFacts, ThreadFacts } from './thread-facts.js';

const viewer = (role: Role, memberId: string = role): Viewer => ({ memberId, role, groupIds: [], customRoleIds: [], extraPermissions: [] });
const [staff, member] = [viewer('moderator'), viewer('member')];
const thread: ThreadFacts = { authorId: 'a', kind: 'discussion', closed: false, pinned: false, removed: false, acceptedPostId: null, spaceReadable: true, spaceArchived: false };
const post: PostFacts = { id: 'p', authorId: 'member', position: 2, state: 'visible', removedBy: null, edits: 0 };
const codeOf = (result: { ok: boolean; refusal?: { code: string } }): string | undefined => result.refusal?.code;

describe('the pace of a thread', () => {
  it('makes members wait since their last reply, and staff not', () => {
    const last = new Date('2026-03-01T10:00:00Z');
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 604_800 }), fc.integer({ min: 0, max: 700_000 }), (slow, passed) => {
        const now = new Date(last.getTime() + passed * 1_000);
        expect(decidePace(member, slow, last, now).ok).toBe(passed >= slow);
        expect(decidePace(staff, slow, last, now).ok).toBe(true);
        expect(decidePace(member, slow, null, now).ok).toBe(true);
        expect(decidePace(member, 0, last, now).ok).toBe(true);
      }),
      { seed: 20261120 },
    );
    expect(decidePace(member, 60, last, new Date(last.getTime() + 15_200))).toMatchObject({ refusal: { code: 'thread.slow', field: 'body', values: { wait: '45\u00a0s' } } });
  });

  it('tells the time to wait in a unit that can be read', () => {
    expect([1, 99, 100, 3_600, 6_000, 604_800].map((seconds) => waitIn(seconds).replace('\u00a0', ' '))).toEqual(['1 s', '99 s', '2 min', '60 min', '2 h', '168 h']);
  });

  it('stays within its bounds', () => {
    expect(parsePace({ slowSeconds: 60, autoCloseDays: 30 })).toEqual({ ok: true, value: { slowSeconds: 60, autoCloseDays: 30 } });
    expect(parsePace({ slowSeconds: 0 })).toEqual({ ok: true, value: { slowSeconds: 0, autoCloseDays: null } });
    for (const slowSeconds of [-1, 604_801, 1.5]) expect(codeOf(parsePace({ slowSeconds }))).toBe('thread.slowRange');
    for (const autoCloseDays of [0, 3_651, 0.5]) expect(codeOf(parsePace({ slowSeconds: 0, autoCloseDays }))).toBe('thread.autoCloseRange');
  });

  it('lets staff pin three replies, never the opening post or a removed one', () => {
    const wanted = { now: false, wanted: true, others: 0 };
    expect(decidePinReply(staff, thread, post, wanted)).toEqual({ ok: true, value: { changed: true } });
    expect(codeOf(decidePinReply(member, thread, post, wanted))).toBe('thread.notAllowed');
    expect(codeOf(decidePinReply(staff, thread, { ...post, position: 1 }, wanted))).toBe('post.pinOpening');
    expect(codeOf(decidePinReply(staff, thread, { ...post, state: 'removed' }, wanted))).toBe('post.removed');
    expect(codeOf(decidePinReply(staff, thread, post, { ...wanted, others: 3 }))).toBe('post.pinnedMany');
    expect(decidePinReply(staff, thread, post, { now: true, wanted: false, others: 3 }).ok).toBe(true);
  });

  it('lets an author or staff open a post to many, and close it again', () => {
    expect(decideWiki(member, thread, post, { now: false, wanted: true }).ok).toBe(true);
    expect(decideWiki(staff, thread, post, { now: true, wanted: false }).ok).toBe(true);
    expect(codeOf(decideWiki(viewer('member', 'other'), thread, post, { now: false, wanted: true }))).toBe('post.notAllowed');
    expect(codeOf(decideWiki(member, { ...thread, spaceReadable: false }, post, { now: false, wanted: true }))).toBe('thread.hidden');
  });
});
