import { parseOldAddress } from './old-address.js';

const thread = (topicId: number, postNumber: number | null = null): object => ({ kind: 'thread', topicId, postNumber });

it.each([
  ['/t/un-sujet/103', thread(103)],
  ['/t/un-sujet/103/2', thread(103, 2)],
  ['/t/un-sujet/103/last', thread(103)],
  ['/t/103', thread(103)],
  ['/t/103/2', thread(103, 2)],
  ['/t/-/103', thread(103)],
  ['/p/1001', { kind: 'post', postId: 1001 }],
  ['/p/1001/3', { kind: 'post', postId: 1001 }],
  ['/u/Lea', { kind: 'member', username: 'Lea' }],
  ['/u/lea/summary', { kind: 'member', username: 'lea' }],
  ['/users/%C3%89lo%C3%AFse', { kind: 'member', username: 'Éloïse' }],
  ['/c/optique/2', { kind: 'space', categoryId: 2, slug: 'optique' }],
  ['/c/parent/optique/2', { kind: 'space', categoryId: 2, slug: 'optique' }],
  ['/c/optique', { kind: 'space', categoryId: null, slug: 'optique' }],
  ['/c/2', { kind: 'space', categoryId: 2, slug: '' }],
  ['/c/optique/2/l/latest', { kind: 'space', categoryId: 2, slug: 'optique' }],
  ['/t/', null],
  ['/t/un-sujet', null],
  ['/t/un-sujet/99999999999999', null],
  ['/u/', null],
  ['/tag/optique', null],
  ['/u/%E0%A4%A', { kind: 'member', username: '%E0%A4%A' }],
])('%s', (path, target) => expect(parseOldAddress(path)).toEqual(target));
