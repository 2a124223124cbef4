import { tagsOf } from './tags.ts';

it.each([
  ['', []],
  [' lampe , GR 34,, ', ['lampe', 'GR 34']],
])('tags typed as %j', (typed, expected) => expect(tagsOf(typed)).toEqual(expected));
