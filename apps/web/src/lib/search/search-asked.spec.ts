import { searchAsked, searchPath, searchVariables } from './search-asked.ts';

const read = (query: string) => searchAsked(new URLSearchParams(query));

describe('the address of a search', () => {
  it('is read into what the API takes', () => {
    expect(searchVariables(read('q=phare&space=brest&answered=no&from=2026-11-01&order=date'), null)).toEqual({
      search: 'phare', order: 'date', after: null,
      filter: { spaceSlug: 'brest', author: null, tag: null, kind: null, answered: false, from: '2026-11-01', until: null },
    });
    expect(searchVariables(read('q=phare'), 'x')).toEqual({ search: 'phare', filter: null, order: 'relevance', after: 'x' });
  });

  it('leaves out what does not exist', () => {
    expect(read('kind=poem&answered=maybe&order=up&from=2026-02-30&until=soon')).toMatchObject({ kind: '', answered: '', order: 'relevance', from: '', until: '', narrowed: false });
    expect(searchVariables(read('q=++&order=date'), null)).toBeNull();
  });

  it('is written as it was read', () => {
    const asked = read('q=vent+d%E2%80%99ouest&tag=mer&order=date');
    expect([searchPath(asked), searchPath(asked, { tag: null, order: null }), searchPath(read(''))]).toEqual(['/search?q=vent+d%E2%80%99ouest&tag=mer&order=date', '/search?q=vent+d%E2%80%99ouest', '/search']);
  });
});
