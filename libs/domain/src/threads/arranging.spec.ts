import fc from 'fast-check';
import type { Role, Viewer } from '../access/index.js';
import { decideMerge, decideMove, decideSplit, decideUndo, placedAfter, returnPlaces, splitPlaces, UNDO_WINDOW_MS, type PlacedPost } from './arranging.js';
import type { ThreadFacts } from './thread-facts.js';

const viewer = (role: Role): Viewer => ({ memberId: role, role, groupIds: [], customRoleIds: [], extraPermissions: [] });
const [staff, member] = [viewer('moderator'), viewer('member')];
const thread: ThreadFacts = { authorId: 'a', kind: 'discussion', closed: false, pinned: false, removed: false, acceptedPostId: null, spaceReadable: true, spaceArchived: false };
const post = (position: number, visible = true) => ({ id: `p${position}`, position, visible });
const codeOf = (result: { ok: boolean; refusal?: { code: string } }): string | undefined => result.refusal?.code;

describe('arranging threads', () => {
  it('is for staff, in spaces that are not archived', () => {
    expect(codeOf(decideMove(member, thread, { same: false, archived: false }))).toBe('thread.notAllowed');
    expect(codeOf(decideMove(staff, { ...thread, spaceArchived: true }, { same: false, archived: false }))).toBe('thread.archived');
    expect(codeOf(decideMove(staff, thread, { same: true, archived: false }))).toBe('thread.movedNowhere');
    expect(codeOf(decideMove(staff, thread, { same: false, archived: true }))).toBe('thread.moveToArchived');
    expect(decideMove(staff, thread, { same: false, archived: false }).ok).toBe(true);
    expect(codeOf(decideMerge(staff, thread, { ...thread, spaceReadable: false }, false))).toBe('thread.hidden');
    expect(codeOf(decideMerge(staff, thread, thread, true))).toBe('thread.mergeItself');
  });

  it('leaves the opening post where it is, and opens the new thread with a post that can be read', () => {
    expect(codeOf(decideSplit(staff, thread, []))).toBe('thread.splitNothing');
    expect(codeOf(decideSplit(staff, thread, [post(1), post(2)]))).toBe('thread.splitOpening');
    expect(codeOf(decideSplit(staff, thread, [post(4), post(3, false)]))).toBe('thread.splitRemovedFirst');
    expect(decideSplit(staff, thread, [post(4, false), post(3)]).ok).toBe(true);
  });

  it('can be undone for a day, once, while everything is where it was put', () => {
    const at = new Date('2026-03-01T10:00:00Z');
    const done = { at, undone: false, untouched: true, archived: false };
    expect(decideUndo(staff, done, new Date(at.getTime() + UNDO_WINDOW_MS)).ok).toBe(true);
    expect(codeOf(decideUndo(staff, done, new Date(at.getTime() + UNDO_WINDOW_MS + 1)))).toBe('thread.undoTooLate');
    expect(codeOf(decideUndo(staff, { ...done, undone: true }, at))).toBe('thread.undoneAlready');
    expect(codeOf(decideUndo(staff, { ...done, untouched: false }, at))).toBe('thread.undoElsewhere');
    expect(codeOf(decideUndo(member, done, at))).toBe('thread.notAllowed');
  });

  it('never loses, doubles or puts two posts in one place, whatever is split, merged, written and undone', () => {
    const act = fc.record({ what: fc.constantFrom('write', 'split', 'merge', 'undo'), a: fc.nat(20), b: fc.nat(20) });
    fc.assert(
      fc.property(fc.array(act, { maxLength: 60 }), (acts) => {
        let count = 0;
        const threads: { posts: PlacedPost[]; taken: number; mergedInto: number | null }[] = [];
        const done: { kind: 'split' | 'merge'; from: number; to: number; before: Map<string, number>; undone: boolean }[] = [];
        const write = (to: (typeof threads)[number]): void => void to.posts.push({ id: `p${count++}`, position: ++to.taken });
        const open = () => threads.filter((one) => one.mergedInto === null);
        const remove = (from: (typeof threads)[number], ids: ReadonlySet<string>): void => void (from.posts = from.posts.filter((one) => !ids.has(one.id)));
        const put = (to: (typeof threads)[number], posts: readonly PlacedPost[]): void => {
          to.posts.push(...posts);
          to.taken = Math.max(to.taken, ...posts.map((one) => one.position));
        };
        for (let i = 0; i < 2; i++) {
          threads.push({ posts: [], taken: 0, mergedInto: null });
          write(threads[i] as (typeof threads)[number]);
        }
        for (const { what, a, b } of acts) {
          const from = open()[a % open().length] as (typeof threads)[number];
          if (what === 'write') write(from);
          if (what === 'split') {
            const chosen = from.posts.filter((one, i) => one.position > 1 && (i + b) % 3 === 0);
            if (chosen.length === 0) continue;
            const fresh = { posts: [], taken: 0, mergedInto: null };
            threads.push(fresh);
            remove(from, new Set(chosen.map((one) => one.id)));
            put(fresh, splitPlaces(chosen));
            done.push({ kind: 'split', from: threads.indexOf(from), to: threads.length - 1, before: new Map(chosen.map((one) => [one.id, one.position])), undone: false });
          }
          if (what === 'merge') {
            const to = open()[b % open().length] as (typeof threads)[number];
            if (to === from) continue;
            const before = new Map(from.posts.map((one) => [one.id, one.position]));
            put(to, placedAfter(to.taken, from.posts));
            from.posts = [];
            from.mergedInto = threads.indexOf(to);
            done.push({ kind: 'merge', from: threads.indexOf(from), to: threads.indexOf(to), before, undone: false });
          }
          if (what === 'undo') {
            const last = done[a % (done.length || 1)];
            const [home, there] = [threads[last?.from ?? 0], threads[last?.to ?? 0]];
            if (!last || !home || !there || last.undone || there.mergedInto !== null || (last.kind === 'split' && home.mergedInto !== null)) continue;
            if (there.posts.filter((one) => last.before.has(one.id)).length !== last.before.size) continue;
            const back = last.kind === 'split' ? there.posts : there.posts.filter((one) => last.before.has(one.id));
            const placed = returnPlaces(back, last.before, home.taken);
            remove(there, new Set(back.map((one) => one.id)));
            put(home, placed);
            if (last.kind === 'split') there.mergedInto = last.from;
            else home.mergedInto = null;
            last.undone = true;
          }
        }
        const all = threads.flatMap((one) => one.posts.map((placed) => placed.id));
        expect([...all].sort()).toEqual(Array.from({ length: count }, (_, i) => `p${i}`).sort());
        for (const one of threads) {
          expect(new Set(one.posts.map((placed) => placed.position)).size).toBe(one.posts.length);
          expect(one.mergedInto !== null && one.posts.length > 0).toBe(false);
        }
      }),
      { seed: 20261120, numRuns: 300 },
    );
  });
});
