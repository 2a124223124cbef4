import type { Post, ThreadAction } from './thread-types.ts';
import { actionKey, after, joined } from './thread-window.ts';

const post = (position: number): Post => ({ position, code: `p${position}` }) as Post;

describe('revisions', () => {
  it.each([
    ['10', '9', true],
    ['9', '10', false],
    ['7', '7', false],
    ['9007199254740993', '9007199254740992', true],
  ])('%s comes after %s: %s', (one, other, expected) => expect(after(one, other)).toBe(expected));
});

describe('windows', () => {
  it('join without a post twice', () => {
    expect(joined([post(1), post(2)], [post(2), post(3)]).map((one) => one.position)).toEqual([1, 2, 3]);
    expect(joined([], [post(4)]).map((one) => one.position)).toEqual([4]);
  });
});

it('an event of the history has one name', () => {
  const closed = { kind: 'closed', at: '2026-11-20T08:00:00.000Z', afterPosition: 3, detail: null, actor: null } as ThreadAction;
  expect(actionKey(closed)).toBe(actionKey({ ...closed }));
  expect(actionKey(closed)).not.toBe(actionKey({ ...closed, kind: 'reopened' }));
});
