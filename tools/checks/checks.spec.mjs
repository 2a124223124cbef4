import { readFileSync } from 'node:fs';
import { undeclaredEntrances } from './allow-check.mjs';
import { RICH_TEXT, unsafeMarkup } from './html-check.mjs';
import { strayWords } from './word-check.mjs';

const fixture = (name) => readFileSync(new URL(`./fixtures/${name}`, import.meta.url), 'utf8');

describe('checks over the syntax trees', () => {
  it('names a GraphQL entrance without a permission, and only that one', () => {
    expect(undeclaredEntrances('bad.resolver.ts', fixture('undeclared.resolver.ts'))).toEqual(['bad.resolver.ts:4 @Query open has no @Allow']);
  });

  it('names raw HTML and style attributes', () => {
    expect(unsafeMarkup('bad.svelte', fixture('unsafe.svelte'))).toEqual(['bad.svelte:6 style attribute', `bad.svelte:6 {@html} outside of ${RICH_TEXT}`]);
  });

  it('lets the one component use raw HTML', () => {
    expect(unsafeMarkup(RICH_TEXT, '<div>{@html html}</div>')).toEqual([]);
  });

  it('names tests that hide others', () => {
    expect(strayWords('a.spec.ts', "it.only('x', () => {});")).toEqual(['a.spec.ts:1 test that hides others']);
  });
});
