import { completableAt, emojisFor } from './completing.ts';
import { EMOJIS } from './emojis.ts';

const at = (text: string) => completableAt(text, text.length);

describe('what can be completed', () => {
  it('is a mention or an emoji at the cursor', () => {
    expect(at('Merci @maë')).toEqual({ kind: 'mention', typed: 'maë', from: 6 });
    expect(at('@jean.k')).toMatchObject({ kind: 'mention', typed: 'jean.k' });
    expect(at('Bravo :sour')).toEqual({ kind: 'emoji', typed: 'sour', from: 6 });
    expect(at('une ligne\n(@ya')).toMatchObject({ typed: 'ya', from: 11 });
    expect(completableAt('@maelle et puis', 4)).toMatchObject({ typed: 'mae', from: 0 });
  });

  it('is nothing in an address, a time, or after a lone sign', () => {
    for (const text of ['a@maelle.fr', 'à 19:30', 'Note : rien', '@', ':', ':s', 'http://x', '`a:bc', '10:30pm', '']) expect(at(text)).toBeNull();
  });

  it('looks no further back than a word can be long', () => {
    expect(at(`@${'a'.repeat(100_000)}`)).toBeNull();
  });
});

describe('emojis', () => {
  it('are found by a French or an English name, without accents', () => {
    expect(emojisFor('sour')[0]?.sign).toBe('😀');
    expect(emojisFor('smil').map(({ sign }) => sign)).toContain('😊');
    expect(emojisFor('fete')[0]?.sign).toBe('🎉');
    expect(emojisFor('zzz')).toEqual([]);
    expect(emojisFor('c').length).toBeLessThanOrEqual(8);
  });

  it('stand in the list once, with a name in each language', () => {
    expect(new Set(EMOJIS.map(([sign]) => sign)).size).toBe(EMOJIS.length);
    expect(EMOJIS.filter((entry) => entry.length !== 3)).toEqual([]);
  });
});
