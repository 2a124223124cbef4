import { consolePermissions, groupedSections, sections, sectionsFor } from './sections.ts';

describe('the rooms of the console', () => {
  it('are each there once, and each under one heading', () => {
    expect(sections.map(({ path }) => path).filter((path, index, all) => all.indexOf(path) !== index)).toEqual([]);
    const grouped = groupedSections(consolePermissions).flatMap(({ rooms }) => rooms.map(({ path }) => path));
    expect(grouped.sort()).toEqual(sections.map(({ path }) => path).sort());
  });

  it('are those that one’s permissions open', () => {
    expect(sectionsFor(['audit.read']).map(({ path }) => path)).toEqual(['/console/audit']);
    expect(groupedSections([])).toEqual([]);
  });
});
