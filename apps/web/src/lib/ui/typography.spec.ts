import { frenchSpacing } from './typography.ts';

const N = '\u00a0';

describe('spaces of French typography', () => {
  it.each([
    ['Qui vient ?', `Qui vient${N}?`],
    ['Oui ; non !', `Oui${N}; non${N}!`],
    ['Voici : une lampe', `Voici${N}: une lampe`],
    ['« Bonsoir »', `«${N}Bonsoir${N}»`],
    ['1 284 membres', `1${N}284 membres`],
    ['12 345 678', `12${N}345${N}678`],
    ['à 19 h 12', `à 19${N}h${N}12`],
    ['4 % et 34 km', `4${N}% et 34${N}km`],
    ['le GR 34', `le GR${N}34`],
    ['{count} min', `{count}${N}min`],
  ])('%s', (typed, shown) => {
    expect(frenchSpacing(typed)).toBe(shown);
  });

  it('leaves alone what is no French sentence', () => {
    for (const text of ['https://exemple.fr/?a=1', '12:30', '{"a": "b"}', 'C’est en 2019 2 fois', 'a:b']) {
      expect(frenchSpacing(text)).toBe(text);
    }
  });

  it('changes nothing the second time', () => {
    const once = frenchSpacing('« 1 284 ? »');
    expect(frenchSpacing(once)).toBe(once);
  });
});
