import type { Post, PostWindow } from './thread-types.ts';
import { receivedWindow, WrittenWindow } from './written.ts';

const author = { handle: 'erell', displayName: 'Erell', avatarUrl: '/media/avatars/erell.svg', role: 'member', badge: null } as const;
const plain: Post = {
  code: 'aaaa', position: 1, author, state: 'visible', stateReason: null, html: '<p>Un</p>', lang: 'fr', createdAt: '2026-11-20T08:00:00.000Z',
  editedAt: null, edits: 0, reactions: [], replyTo: null, revision: '4',
};
const rich: Post = {
  ...plain, code: 'bbbb', position: 2, html: '<p>Deux</p>', editedAt: '2026-11-20T09:00:00.000Z', edits: 2, reactions: [{ kind: 'like', count: 3 }],
  replyTo: { code: 'aaaa', position: 1, author, excerpt: 'Un' },
};
const removed: Post = { ...plain, code: 'cccc', position: 3, state: 'removed', stateReason: 'Publicité.', html: '<p>Trois</p>' };
const window: PostWindow = { items: [plain, rich, removed], actions: [], firstPosition: 1, lastPosition: 3, hasBefore: false, hasAfter: true };
const onPage: Record<string, string> = { aaaa: '<p>Un</p>', bbbb: '<p>Deux</p>' };

describe('a window in a page', () => {
  it('arrives as it was sent; the texts that the page shows are read from it', () => {
    const sent = new WrittenWindow(window, undefined).sent();
    expect(sent).not.toMatch(/Un<|Deux<|editedAt":null/);
    expect(receivedWindow(sent, (code) => onPage[code] ?? 'not on the page')).toEqual(window);
  });

  it('carries the text of a post that is being edited', () => {
    const sent = new WrittenWindow(window, 'bbbb').sent();
    expect(receivedWindow(sent, (code) => (code === 'aaaa' ? '<p>Un</p>' : 'not on the page'))).toEqual(window);
  });
});
