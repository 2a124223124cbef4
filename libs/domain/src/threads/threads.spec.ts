import fc from 'fast-check';
import { ROLES, STAFF_ROLES, VISITOR, isStaff, type Role, type Viewer } from '../access/index.js';
import type { SpaceRules } from '../spaces/index.js';
import {
  decideAccept, decideClose, decideEdit, decideEditThread, decidePin, decideReact, decideRemove, decideReply, decideRestore, decideStart,
  parseReason, parseReply, parseThreadChanges, parseThreadDraft, REACTIONS, THREAD_EVENTS, threadEvent, type PostFacts, type ThreadFacts,
} from './index.js';

const viewer = (role: Role, memberId = 'maelle'): Viewer => ({ memberId, role, groupIds: [], customRoleIds: [], extraPermissions: [] });
const member = viewer('member');
const moderator = viewer('moderator', 'lea');
const analyst = viewer('analyst', 'anna');

const thread: ThreadFacts = {
  authorId: 'yann', kind: 'question', closed: false, pinned: false, removed: false, acceptedPostId: null, spaceReadable: true, spaceArchived: false,
};
const post: PostFacts = { id: 'p2', authorId: 'maelle', position: 2, state: 'visible', removedBy: null, edits: 0 };
const removed: PostFacts = { ...post, state: 'removed', removedBy: 'maelle' };
const nobody = { roles: [], customRoleIds: [], groupIds: [] };
const space: SpaceRules = { access: 'public', whoStarts: 'members', archived: false, read: nobody, start: nobody };

const code = (result: { ok: boolean; refusal?: { code: string } }): string => result.refusal?.code ?? 'ok';

describe('what is typed', () => {
  const draft = (changes: object) => parseThreadDraft({ title: 'Quel sac ?', body: 'Bonjour', ...changes }, 'fr');

  it('is tidied: one line for titles, no control or direction characters, lower-case tags once each', () => {
    expect(draft({ title: '  Quel\n sac \u202E?\u0000 ', body: 'a\r\nb\u0000  ', tags: ['#Sacs', 'sacs', 'Pointe du Raz', ''] })).toEqual({
      ok: true,
      value: { title: 'Quel sac ?', body: 'a\nb', kind: 'discussion', tags: ['sacs', 'pointe-du-raz'], locale: 'fr' },
    });
  });

  it.each([
    [{ title: 'ab' }, 'thread.titleShort', 'title'],
    [{ title: '\u200B\u200B\u200B\u200B' }, 'thread.titleShort', 'title'],
    [{ title: 'a'.repeat(201) }, 'thread.titleLong', 'title'],
    [{ body: ' \n\u200B ' }, 'post.empty', 'body'],
    [{ body: 'a'.repeat(32_001) }, 'post.long', 'body'],
    [{ tags: ['a', 'b', 'c', 'd', 'e', 'f'] }, 'thread.tagsMany', 'tags'],
    [{ tags: ['a<b'] }, 'thread.tagForm', 'tags'],
    [{ kind: 'poll' }, 'thread.kind', 'kind'],
    [{ locale: 'de' }, 'thread.locale', 'locale'],
  ])('is refused with its field: %j', (changes, expected, field) => {
    expect(draft(changes)).toMatchObject({ ok: false, refusal: { code: expected, field } });
  });

  it('never lets through what cannot be stored', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const reply = parseReply({ body: text });
        if (reply.ok) expect(reply.value.body).not.toMatch(/\u0000|[\uD800-\uDBFF](?![\uDC00-\uDFFF])/);
        const titled = draft({ title: text });
        if (titled.ok) expect(titled.value.title).toBe(titled.value.title.trim());
      }),
    );
  });

  it('keeps what is not to change out of the changes', () => {
    expect(parseThreadChanges({ title: 'Autre titre', tags: null })).toEqual({ ok: true, value: { title: 'Autre titre' } });
    expect(code(parseThreadChanges({ title: 'x' }))).toBe('thread.titleShort');
    expect(parseReason(' hors  sujet ')).toEqual({ ok: true, value: 'hors sujet' });
  });
});

describe('starting a thread', () => {
  it('asks visitors to sign in, and hides what they may not read', () => {
    expect(code(decideStart(VISITOR, space, { kind: 'discussion' }))).toBe('thread.signIn');
    expect(code(decideStart(VISITOR, { ...space, access: 'members' }, { kind: 'discussion' }))).toBe('thread.hidden');
  });
  it('follows the space, and keeps announcements for those who speak for the brand', () => {
    expect(code(decideStart(member, space, { kind: 'question' }))).toBe('ok');
    expect(code(decideStart(member, { ...space, whoStarts: 'staff' }, { kind: 'question' }))).toBe('thread.startNotAllowed');
    expect(code(decideStart(member, space, { kind: 'announcement' }))).toBe('thread.announceNotAllowed');
    expect(code(decideStart(viewer('cm'), space, { kind: 'announcement' }))).toBe('ok');
    expect(code(decideStart(viewer('admin'), { ...space, archived: true }, { kind: 'discussion' }))).toBe('thread.archived');
  });
});

describe('replying', () => {
  it.each([
    ['a member', member, thread, null, 'ok'],
    ['a visitor', VISITOR, thread, null, 'thread.signIn'],
    ['the analyst', analyst, thread, null, 'thread.notAllowed'],
    ['a member in a closed thread', member, { ...thread, closed: true }, null, 'thread.closed'],
    ['a moderator in a closed thread', moderator, { ...thread, closed: true }, null, 'ok'],
    ['anybody in an archived space', moderator, { ...thread, spaceArchived: true }, null, 'thread.archived'],
    ['a member to a removed post', member, thread, removed, 'post.answersRemoved'],
    ['a member out of the space', member, { ...thread, spaceReadable: false }, null, 'thread.hidden'],
  ] as const)('%s', (_, who, where, parent, expected) => expect(code(decideReply(who, where, parent))).toBe(expected));
});

describe('editing', () => {
  it('is for the author and for staff', () => {
    expect(code(decideEdit(member, thread, post, 0))).toBe('ok');
    expect(code(decideEdit(viewer('member', 'yann'), thread, post, 0))).toBe('post.notAllowed');
    expect(code(decideEdit(moderator, thread, post, 0))).toBe('ok');
  });
  it('never overwrites what somebody wrote meanwhile', () => {
    expect(code(decideEdit(member, thread, { ...post, edits: 2 }, 1))).toBe('post.changedMeanwhile');
  });
  it('stops with the thread, except for staff', () => {
    expect(code(decideEdit(member, { ...thread, closed: true }, post, 0))).toBe('thread.closed');
    expect(code(decideEdit(moderator, { ...thread, closed: true }, post, 0))).toBe('ok');
    expect(code(decideEdit(moderator, thread, removed, 0))).toBe('post.removed');
  });
});

describe('removing and restoring', () => {
  it('asks staff for a reason, and the author for none', () => {
    expect(code(decideRemove(member, thread, post, ''))).toBe('ok');
    expect(code(decideRemove(moderator, thread, post, ''))).toBe('post.reasonNeeded');
    expect(code(decideRemove(moderator, thread, post, 'hors sujet'))).toBe('ok');
    expect(code(decideRemove(viewer('member', 'yann'), thread, post, 'x'))).toBe('post.notAllowed');
  });
  it('takes the accepted answer back with it', () => {
    expect(decideRemove(member, { ...thread, acceptedPostId: 'p2' }, post, '')).toEqual({ ok: true, value: { unaccept: true } });
  });
  it('lets the author undo only her own removal', () => {
    expect(code(decideRestore(member, thread, removed))).toBe('ok');
    expect(code(decideRestore(member, thread, { ...removed, removedBy: 'lea' }))).toBe('post.notAllowed');
    expect(code(decideRestore(moderator, thread, { ...removed, removedBy: 'maelle' }))).toBe('ok');
    expect(code(decideRestore(member, thread, post))).toBe('post.notRemoved');
  });
});

describe('reacting', () => {
  it('takes the reactions of the house, to others’ visible posts', () => {
    const yann = viewer('member', 'yann');
    for (const kind of REACTIONS) expect(decideReact(yann, thread, post, kind)).toEqual({ ok: true, value: kind });
    expect(code(decideReact(yann, thread, post, 'rocket'))).toBe('post.reactionUnknown');
    expect(code(decideReact(yann, thread, removed, 'like'))).toBe('post.removed');
    expect(code(decideReact(member, thread, post, 'like'))).toBe('post.ownReaction');
  });
});

describe('accepting an answer', () => {
  it('is for whoever asked, and for staff', () => {
    const yann = viewer('member', 'yann');
    expect(decideAccept(yann, thread, post)).toEqual({ ok: true, value: { changed: true } });
    expect(decideAccept(yann, { ...thread, acceptedPostId: 'p2' }, post)).toEqual({ ok: true, value: { changed: false } });
    expect(decideAccept(yann, { ...thread, acceptedPostId: 'p2' }, null)).toEqual({ ok: true, value: { changed: true } });
    expect(code(decideAccept(member, thread, post))).toBe('thread.notAllowed');
    expect(code(decideAccept(moderator, thread, post))).toBe('ok');
  });
  it('makes sense for answers to questions only', () => {
    expect(code(decideAccept(moderator, { ...thread, kind: 'discussion' }, post))).toBe('thread.noQuestion');
    expect(code(decideAccept(moderator, thread, { ...post, position: 1 }))).toBe('post.isQuestion');
    expect(code(decideAccept(moderator, thread, removed))).toBe('post.removed');
  });
});

describe('leading a thread', () => {
  it('closes and pins by role, and asking twice changes nothing', () => {
    expect(decideClose(moderator, thread, true)).toEqual({ ok: true, value: { changed: true } });
    expect(decideClose(moderator, { ...thread, closed: true }, true)).toEqual({ ok: true, value: { changed: false } });
    expect(code(decideClose(member, thread, true))).toBe('thread.notAllowed');
    expect(code(decidePin(moderator, thread, true))).toBe('thread.notAllowed');
    expect(code(decidePin(viewer('cm'), thread, true))).toBe('ok');
  });
  it('retitles by author or staff, and a question keeps its kind while it has an answer', () => {
    const yann = viewer('member', 'yann');
    expect(code(decideEditThread(yann, thread, { title: 'Mieux' }))).toBe('ok');
    expect(code(decideEditThread(member, thread, { title: 'Mieux' }))).toBe('thread.notAllowed');
    expect(code(decideEditThread(yann, { ...thread, acceptedPostId: 'p2' }, { kind: 'discussion' }))).toBe('thread.hasAnswer');
    expect(code(decideEditThread(yann, thread, { kind: 'announcement' }))).toBe('thread.announceNotAllowed');
  });
});

describe('whatever is asked', () => {
  const anyViewer = fc.oneof(fc.constant(VISITOR), fc.record({ role: fc.constantFrom(...ROLES), memberId: fc.constantFrom('maelle', 'yann', 'lea'), groupIds: fc.constant([]), customRoleIds: fc.constant([]), extraPermissions: fc.constant([]) }));
  const anyThread: fc.Arbitrary<ThreadFacts> = fc.record({
    authorId: fc.constantFrom('maelle', 'yann'), kind: fc.constantFrom('discussion', 'question', 'announcement'), closed: fc.boolean(), pinned: fc.boolean(),
    removed: fc.boolean(), acceptedPostId: fc.constantFrom(null, 'p2'), spaceReadable: fc.boolean(), spaceArchived: fc.boolean(),
  });
  const anyPost: fc.Arbitrary<PostFacts> = fc.record({
    id: fc.constant('p2'), authorId: fc.constantFrom('maelle', 'yann'), position: fc.constantFrom(1, 2), state: fc.constantFrom('visible', 'removed'),
    removedBy: fc.constantFrom(null, 'maelle', 'lea'), edits: fc.nat(2),
  });
  const answers = (who: Viewer, where: ThreadFacts, what: PostFacts) => [
    decideReply(who, where, what), decideEdit(who, where, what, what.edits), decideRemove(who, where, what, 'r'), decideRestore(who, where, what),
    decideReact(who, where, what, 'like'), decideAccept(who, where, what), decideClose(who, where, true), decidePin(who, where, true), decideEditThread(who, where, {}),
  ];

  it('nothing is written by visitors or the analyst, in archived spaces, or out of sight', () => {
    fc.assert(
      fc.property(anyViewer, anyThread, anyPost, (who, where, what) => {
        if (who.role !== null && who.role !== 'analyst' && !where.spaceArchived && !where.removed && where.spaceReadable) return;
        for (const answer of answers(who, where, what)) expect(answer.ok).toBe(false);
      }),
    );
  });

  it('what cannot be read is always hidden, never explained', () => {
    fc.assert(
      fc.property(anyViewer, anyThread, anyPost, (who, where, what) => {
        for (const answer of answers(who, { ...where, spaceReadable: false }, what)) expect(code(answer)).toBe('thread.hidden');
      }),
    );
  });

  it('a member never changes another member’s text', () => {
    fc.assert(
      fc.property(anyViewer, anyThread, anyPost, (who, where, what) => {
        if (isStaff(who.role) || who.memberId === what.authorId) return;
        for (const answer of [decideEdit(who, where, what, what.edits), decideRemove(who, where, what, 'r'), decideRestore(who, where, what)]) expect(answer.ok).toBe(false);
      }),
    );
    expect(STAFF_ROLES).toHaveLength(3);
  });
});

describe('events', () => {
  it('name the post or the thread as their subject', () => {
    const about = { actorId: 'maelle', spaceId: 's', occurredAt: new Date(0) };
    const payload = { threadId: 't', threadCode: 'c', revision: '2', postId: 'p', postAuthorId: 'm' };
    expect(threadEvent('post.removed', about, { ...payload, likes: 0 }).subjectId).toBe('p');
    expect(threadEvent('thread.answerAccepted', about, payload).subjectId).toBe('t');
    expect(new Set(THREAD_EVENTS).size).toBe(THREAD_EVENTS.length);
  });
});
