import { consolePermissions, groupedSections, opening, sections, sectionsFor } from './sections.ts';

describe('the rooms of the console', () => {
  it('are each there once, and each under one heading', () => {
    expect(sections.map(({ path }) => path).filter((path, index, all) => all.indexOf(path) !== index)).toEqual([]);
    const grouped = groupedSections(consolePermissions).flatMap(({ rooms }) => rooms.map(({ path }) => path));
    expect(grouped.sort()).toEqual(sections.map(({ path }) => path).sort());
  });

  it('are those that one’s permissions open', () => {
    expect(sectionsFor(['audit.read']).map(({ path }) => path)).toEqual(['/console/audit']);
    for (const one of ['mail.read', 'sending.hold']) expect(sectionsFor([one]).map(({ path }) => path)).toEqual(['/console/mail']);
    expect(opening('/console/mail')).toEqual(['mail.read', 'sending.hold']);
    expect(opening('/console/attic')).toEqual([]);
    expect(groupedSections([])).toEqual([]);
  });

  it('about coming in stand together', () => {
    const entrance = groupedSections(consolePermissions).find(({ name }) => name === 'entrance');
    expect(entrance?.rooms.map(({ path }) => path)).toEqual(['applications', 'invitations', 'admissions', 'sso', 'rules'].map((room) => `/console/${room}`));
  });
});
