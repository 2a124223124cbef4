import { parseInterests } from './space-interests.js';

describe('what a space is about', () => {
  it.each([
    ['randonnée, bivouac', ['randonnée', 'bivouac']],
    [' #Randonnée ;randonnée\n\n bivouac  léger ,, ', ['Randonnée', 'bivouac léger']],
    ['', []],
    [' , ; # ', []],
  ])('is words between commas, each once: %j', (given, words) => expect(parseInterests(given)).toEqual({ ok: true, value: words }));

  it.each([
    ['a,b,c,d,e,f,g,h,i,j,k', 'space.interests'],
    ['x'.repeat(41), 'space.interestLong'],
    [`a${'\u0301'.repeat(60_000)}`, 'space.interests'],
  ])('is not too much (%#)', (given, code) => expect(parseInterests(given)).toMatchObject({ ok: false, refusal: { code, field: 'interests' } }));
});
