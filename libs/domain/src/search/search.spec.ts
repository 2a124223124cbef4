import fc from 'fast-check';
import { folded, isOneTypoAway, meantBy, QUESTION_LIMITS, readQuestion } from './index.js';

describe('a question', () => {
  it.each([
    ['kouign amann', ['kouign', 'amann'], 'amann'],
    ['  L’eau   du Port ', ['eau', 'du', 'port'], 'port'],
    ['"phare de nuit" Brest', ['phare de nuit', 'brest'], 'brest'],
    ['« vent d’ouest » mer "jamais fermé', ['vent d ouest', 'mer', 'jamais', 'fermé'], 'fermé'],
    ['mer "vent d’ouest"', ['mer', 'vent d ouest'], null],
    ['mer, mer; MER!', ['mer'], null],
    ['version 1.2.3', ['version'], null],
    ['C', ['c'], 'c'],
    ['((())) !!! :* & | <->', [], null],
  ])('%s', (typed, terms, last) => {
    expect(readQuestion(typed)).toMatchObject({ terms, last });
  });

  it('knows no invisible and no reversing characters', () => {
    expect(readQuestion('ph\u200bare\u202e \u2066nuit\u2069\u0000')).toEqual({ text: 'phare nuit', terms: ['phare', 'nuit'], last: 'nuit' });
  });

  it('is bounded, whatever is sent', () => {
    for (const typed of ['('.repeat(100_000), '"'.repeat(100_000), 'é'.repeat(100_000), '\u202e'.repeat(100_000), 'a b '.repeat(30_000), '"a '.repeat(30_000), '\ud800'.repeat(100_000)]) {
      const { text, terms } = readQuestion(typed);
      expect([text.length <= QUESTION_LIMITS.characters, terms.length <= QUESTION_LIMITS.terms, text.isWellFormed()]).toEqual([true, true, true]);
    }
  });

  it('reads any text into terms of letters and digits', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (typed) => {
        const { terms, text } = readQuestion(typed);
        return terms.every((term) => /^[\p{L}\p{M}\p{N}]+( [\p{L}\p{M}\p{N}]+)*$/u.test(term)) && new Set(terms).size === terms.length && readQuestion(text).terms.join('|') === terms.join('|');
      }),
    );
  });

  it('compares words without accents', () => {
    expect(folded('Écœurée')).toBe('ecoeuree');
  });
});

describe('a typo', () => {
  it.each([['kouing', 'kouign'], ['phar', 'phare'], ['pharre', 'phare'], ['phase', 'phare'], ['hpare', 'phare']])('%s is %s', (typed, meant) => {
    expect([isOneTypoAway(typed, meant), isOneTypoAway(meant, typed)]).toEqual([true, true]);
  });

  it.each([['phare', 'phare'], ['redis', 'redirect'], ['phare', 'phra'], ['abcd', 'badc'], ['', 'ab']])('%s is not %s', (one, other) => {
    expect([isOneTypoAway(one, other), isOneTypoAway(other, one)]).toEqual([false, false]);
  });

  it('forgives the way back of any single change', () => {
    const word = fc.string({ unit: fc.constantFrom(...'abcdeé'), minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(word, fc.nat(), fc.constantFrom(...'xyz'), (text, at, letter) => {
        const place = at % text.length;
        return isOneTypoAway(text, text.slice(0, place) + letter + text.slice(place)) && isOneTypoAway(text, text.slice(0, place) + text.slice(place + 1)) && isOneTypoAway(text, text.slice(0, place) + letter + text.slice(place + 1));
      }),
    );
  });

  it('is the most used of what is near, and none for short words', () => {
    const known = [{ word: 'phase', uses: 3 }, { word: 'phare', uses: 40 }, { word: 'pharaon', uses: 900 }];
    expect([meantBy('pharr', known), meantBy('phxxe', known), meantBy('pha', [{ word: 'phar', uses: 1 }])]).toEqual(['phare', null, null]);
  });
});
