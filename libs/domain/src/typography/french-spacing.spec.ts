import { frenchSpacing, spacedHtml } from './french-spacing.js';

const N = '\u00a0';

it.each([
  ['<p>Qui vient ?</p>', 'fr', `<p>Qui vient${N}?</p>`],
  ['<p>Vers 17 h 30 : <strong>départ</strong> !</p>', 'fr', `<p>Vers 17${N}h${N}30${N}: <strong>départ</strong>${N}!</p>`],
  ['<p>Who comes ?</p>', 'en', '<p>Who comes ?</p>'],
  ['<p><code>a ? b : c</code> ?</p>', 'fr', `<p><code>a ? b : c</code>${N}?</p>`],
  ['<pre><code class="language-ts">x ? y : z;\n</code></pre>', 'fr', '<pre><code class="language-ts">x ? y : z;\n</code></pre>'],
  ['<a href="https://exemple.org/a?b=1" rel="nofollow ugc">ici ;</a>', 'fr', `<a href="https://exemple.org/a?b=1" rel="nofollow ugc">ici ;</a>`.replace('ici ;', `ici${N};`)],
])('%s in %s', (html, lang, expected) => expect(spacedHtml(html, lang)).toBe(expected));

it.each([
  ['1 284 membres, 2 000 000 de pas', `1${N}284 membres, 2${N}000${N}000 de pas`],
  ['le GR 34, long de 2 000 km', `le GR${N}34, long de 2${N}000${N}km`],
  ['{count} km, 4 % et 19 h 12', `{count}${N}km, 4${N}% et 19${N}h${N}12`],
  ['« oui » : non ; à 12:30', `«${N}oui${N}»${N}: non${N}; à 12:30`],
  ['rien à changer', 'rien à changer'],
])('%s', (text, expected) => expect([frenchSpacing(text), frenchSpacing(expected)]).toEqual([expected, expected]));
