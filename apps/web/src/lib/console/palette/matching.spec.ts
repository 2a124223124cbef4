import type { Choice } from './choices.ts';
import { folded, matching } from './matching.ts';

const choice = (label: string): Choice => ({ id: label, group: 'rooms', label, icon: 'house', does: { href: '/' } });

describe('the palette', () => {
  it('finds by the beginnings of words, in any order, without accents or capitals', () => {
    const all = [choice('Journal d’audit'), choice('Nouvel espace'), choice('Espaces')];
    const found = (search: string): string[] => matching(all, search).map(({ label }) => label);
    expect(found('AUDIT')).toEqual(['Journal d’audit']);
    expect(found('esp nou')).toEqual(['Nouvel espace']);
    expect(found('pace')).toEqual([]);
    expect(found('  ')).toHaveLength(3);
    expect(folded('Équipe')).toBe('equipe');
  });
});
