import { belowTitle } from './heading-levels.ts';

describe('headings of a text below a page’s title', () => {
  it.each([
    ['<p>Rien</p>', '<p>Rien</p>'],
    ['<h4>Un</h4><p>…</p><h4 id="b">Deux</h4>', '<h2>Un</h2><p>…</p><h2 id="b">Deux</h2>'],
    ['<h3>Un</h3><h4>Un un</h4><h3>Deux</h3>', '<h2>Un</h2><h3>Un un</h3><h2>Deux</h2>'],
    ['<h2>Déjà là</h2><h3>Bien</h3>', '<h2>Déjà là</h2><h3>Bien</h3>'],
    ['<p>&lt;h4&gt; en toutes lettres</p><h4>Un</h4>', '<p>&lt;h4&gt; en toutes lettres</p><h2>Un</h2>'],
  ])('%s', (html, expected) => expect(belowTitle(html)).toBe(expected));
});
