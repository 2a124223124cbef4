import type { Role, Viewer } from '../access/index.js';
import { decideStatus, decideVote, IDEA_STATUSES, type IdeaFacts } from './ideas.js';
import type { ThreadFacts } from './thread-facts.js';

const viewer = (role: Role): Viewer => ({ memberId: role, role, groupIds: [], customRoleIds: [], extraPermissions: [] });
const [cm, member] = [viewer('cm'), viewer('member')];
const thread: ThreadFacts = { authorId: 'a', kind: 'discussion', closed: false, pinned: false, removed: false, acceptedPostId: null, spaceReadable: true, spaceArchived: false };
const idea: IdeaFacts = { spaceType: 'ideas', status: 'open' };
const codeOf = (result: { ok: boolean; refusal?: { code: string } }): string | undefined => result.refusal?.code;

describe('an idea', () => {
  it('takes one vote of each member, until the brand is done with it', () => {
    expect(decideVote(member, thread, idea, { now: false, wanted: true })).toEqual({ ok: true, value: { changed: true } });
    expect(decideVote(member, thread, idea, { now: true, wanted: true })).toEqual({ ok: true, value: { changed: false } });
    for (const status of IDEA_STATUSES) expect(decideVote(member, thread, { ...idea, status }, { now: false, wanted: true }).ok).toBe(!['shipped', 'declined'].includes(status));
    expect(codeOf(decideVote(member, { ...thread, closed: true }, idea, { now: false, wanted: true }))).toBe('idea.settled');
    expect(codeOf(decideVote(member, thread, { ...idea, spaceType: 'discussion' }, { now: false, wanted: true }))).toBe('idea.none');
    expect(codeOf(decideVote(member, { ...thread, spaceReadable: false }, idea, { now: false, wanted: true }))).toBe('thread.hidden');
    expect(codeOf(decideVote(viewer('analyst'), thread, idea, { now: false, wanted: true }))).toBe('thread.notAllowed');
  });

  it('gets its status from the team, which never changes it to what it is', () => {
    expect(decideStatus(cm, thread, idea, 'planned').ok).toBe(true);
    expect(codeOf(decideStatus(cm, thread, idea, 'open'))).toBe('idea.sameStatus');
    expect(codeOf(decideStatus(member, thread, idea, 'planned'))).toBe('thread.notAllowed');
    expect(codeOf(decideStatus(cm, { ...thread, spaceArchived: true }, idea, 'planned'))).toBe('thread.archived');
    expect(codeOf(decideStatus(cm, thread, { ...idea, spaceType: 'discussion' }, 'planned'))).toBe('idea.none');
  });
});
