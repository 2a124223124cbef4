import { filterOf } from './filter-query.ts';

it('a filter is what narrows a list, not where one is in it', () => {
  expect(filterOf('?q=&role=cm&after=abc&action=x&/save=&all=1')).toBe('action=x&role=cm');
  expect(filterOf('all=1')).toBe('');
});
