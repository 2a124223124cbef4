import { directoryAsked, directoryVariables } from './directory-asked.ts';

describe('the address of the directory', () => {
  it('says what is asked, and nothing that is unknown', () => {
    const asked = directoryAsked(new URLSearchParams('q= kerbrat &role=cm&sort=size&active=yes&recent=1&view=list'));
    expect(asked).toMatchObject({ q: 'kerbrat', role: 'cm', sort: 'name', active: false, recent: true, view: 'list', narrowed: true });
    expect(directoryVariables(asked, null)).toMatchObject({ filter: { search: 'kerbrat', role: 'cm', place: null }, sort: 'name', after: null });
  });

  it('narrows nothing by a search, an order or a view alone', () => {
    expect(directoryAsked(new URLSearchParams('q=a&sort=posts&view=list')).narrowed).toBe(false);
    expect(directoryAsked(new URLSearchParams('role=nobody')).narrowed).toBe(false);
  });
});
