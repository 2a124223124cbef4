import fc from 'fast-check';
import { renderMarkdown, TooIntricate } from '../../platform/text/index.js';
import { convertHtml } from './convert-html.js';
import { convertText, type TextContext } from './convert-text.js';
import type { OldForum } from './rewrite-links.js';
import { WORDS } from './words.js';

const forum: OldForum = {
  hosts: new Set(['forum.example.org']),
  handleOf: (username) => ({ lea: 'lea-2', gwenn: 'gwenn' })[username.toLowerCase()] ?? null,
  place: (target) => {
    if (target.kind === 'thread' && target.topicId === 7) return { path: `/threads/abc/feux${target.postNumber ? `?post=p${target.postNumber}` : ''}`, label: 'Les [feux]' };
    if (target.kind === 'thread' && target.topicId === 8) return { path: '/threads/secret', label: null };
    return target.kind === 'member' ? { path: '/members/lea-2', label: '@lea-2' } : null;
  },
};
const context: TextContext = { forum, words: WORDS.fr, topicId: 7, postNumber: 5, replyTo: null, polls: [] };
const converted = (source: string, changes: Partial<TextContext> = {}): string => convertText(source, { ...context, ...changes }).markdown;

describe('quotations', () => {
  it('answer the post that a text begins by quoting', () => {
    expect(convertText('[quote="gwenn, post:2, topic:7"]\nDit-elle.\n[/quote]\n\nOui.', context)).toEqual({ markdown: '> Dit-elle.\n\nOui.', replyTo: 2, missingFiles: 0 });
  });
  it('name their author where the relation does not say it', () => {
    expect(converted('Non.\n[quote="gwenn, post:2, topic:7, full:true"]Dit-elle.[/quote]')).toBe('Non.\n\n> **[gwenn](/threads/abc/feux?post=p2)**\n>\n> Dit-elle.');
    expect(converted('[quote="gwenn, post:2, topic:7"]a[/quote]', { replyTo: 3 })).toContain('**[gwenn]');
    expect(converted('[quote="Léa, post:2, topic:99, username:lea"]a[/quote]')).toBe('> **lea-2**\n>\n> a');
    expect(converted('[quote]a[/quote]')).toBe('> a');
  });
  it('never answer a later post', () => {
    expect(convertText('[quote="gwenn, post:6, topic:7"]a[/quote]', context).replyTo).toBeNull();
  });
  it('are nested, hold code, and stay as typed when they are not closed', () => {
    expect(converted('[quote="a"]\n[quote="b"]\nx\n[/quote]\ny\n[/quote]')).toBe('> **a**\n>\n> > **b**\n> >\n> > x\n>\n> y');
    expect(converted('[quote="a"]\n```\n[quote] code\n\nfin\n```\n[/quote]')).toBe('> **a**\n>\n> ```\n> [quote] code\n>\n> fin\n> ```');
    expect(converted('[quote="a"]\nouvert')).toBe('[quote="a"]\n\nouvert');
    expect(converted('fermé [/quote]')).toContain('[/quote]');
  });
});

describe('code', () => {
  it.each(['`:smile: @lea [b]x[/b]`', '```js\n:smile: [quote]\n```', '~~~\n@lea\n~~~', '    @lea :smile:'])('is left alone: %j', (code) => {
    expect(converted(`x\n\n${code}\n\ny`)).toBe(`x\n\n${code}\n\ny`);
  });
  it('comes from [code] and <pre>', () => {
    expect(converted('Voir [code]a[0] = `b`[/code].')).toBe('Voir `` a[0] = `b` ``.');
    expect(converted('[code]\nune\n\ndeux :smile:\n[/code]')).toBe('```\nune\n\ndeux :smile:\n```');
    expect(converted('<pre><code class="lang-x">a &lt; b\nc</code></pre>')).toBe('```\na < b\nc\n```');
  });
  it('that is never closed ends with the text', () => {
    expect(converted('```\n:smile:')).toBe('```\n:smile:\n```');
  });
});

describe('links of the old forum', () => {
  it('lead to the new addresses', () => {
    expect(converted('https://forum.example.org/t/les-feux/7')).toBe('[Les \\[feux\\]](/threads/abc/feux)');
    expect(converted('[ici](http://forum.example.org/t/les-feux/7/2?u=x) et <https://forum.example.org/t/7>.')).toBe('[ici](/threads/abc/feux?post=p2) et [Les \\[feux\\]](/threads/abc/feux).');
    expect(converted('[là](/t/les-feux/7)')).toBe('[là](/threads/abc/feux)');
    expect(converted('[1]: https://forum.example.org/t/7')).toBe('[1]: /threads/abc/feux');
    expect(converted('https://forum.example.org/u/lea')).toBe('[@lea-2](/members/lea-2)');
  });
  it('do not tell a title that is not for everybody', () => {
    expect(converted('https://forum.example.org/t/le-secret/8')).toBe('[/threads/secret](/threads/secret)');
  });
  it('stay where nothing was imported, and are made whole', () => {
    expect(converted('https://forum.example.org/t/x/99 https://elsewhere.example/t/x/7')).toBe('https://forum.example.org/t/x/99 https://elsewhere.example/t/x/7');
    expect(converted('[x](/t/x/99)')).toBe('[x](https://forum.example.org/t/x/99)');
  });
});

describe('what else Discourse writes', () => {
  it('emoji become characters, times do not', () => {
    expect(converted(':slight_smile: :+1: :wave:t3: :nothing: 12:10:45 std::map::iterator')).toBe('🙂 👍 👋🏼 :nothing: 12:10:45 std::map::iterator');
  });
  it('members who had to change their names are called by the new ones', () => {
    expect(converted('@lea, @Gwenn et lea@example.org, @inconnue')).toBe('@lea-2, @Gwenn et lea@example.org, @inconnue');
  });
  it('lines end where they ended', () => {
    expect(converted('un\ndeux\n- a\n- b\n\n| a |\n| - |\n| b |')).toBe('un  \ndeux\n- a\n- b\n\n| a |\n| - |\n| b |');
  });
  it('pictures and files that stayed behind leave a note', () => {
    expect(convertText('![vue|690x388](upload://a.jpeg) [n.pdf|attachment](upload://b.pdf) ![](https://www.example.com/c.png)', context)).toEqual({
      markdown: '*\\[image absente de l’import : vue\\]* *\\[fichier absent de l’import : n.pdf\\]* ![](https://www.example.com/c.png)', replyTo: null, missingFiles: 2,
    });
  });
  it('polls keep their counts, details their words, marks their meaning', () => {
    const polls = [{ name: 'poll', title: null, voters: 3, options: [{ html: 'Rouge', votes: 2 }, { html: 'Vert', votes: 1 }] }];
    expect(converted('[poll]\n# Couleur ?\n* Rouge\n* Vert\n[/poll]', { polls })).toBe('**Sondage — Couleur ?**\n\n- Rouge — 2 voix\n- Vert — 1 voix');
    expect(converted('[details="Suite"]\ncachée\n[/details]')).toBe('**Suite**\n\ncachée');
    expect(converted('[b]gras[/b] [i]it[/i] [url=https://a.example/(b)]là[/url] a[i] = b[i]')).toBe('**gras** *it* [là](<https://a.example/(b)>) a[i] = b[i]');
  });
});

describe('HTML without Markdown', () => {
  const html = (cooked: string, changes: Partial<TextContext> = {}): string => convertHtml(cooked, { ...context, ...changes }).markdown;
  it('is told apart by its classes', () => {
    expect(html('<p>Oui <img class="emoji" title=":wave:" alt=":wave:" src="/images/emoji/wave.png"> <a class="mention" href="/u/lea">@lea</a></p>')).toBe('Oui 👋 @lea-2');
    expect(html('<aside class="quote" data-username="gwenn" data-post="2" data-topic="7"><div class="title">gwenn:</div><blockquote><p>a</p></blockquote></aside><p>b</p>')).toBe('> a\n\nb');
    expect(html('<p>x</p><aside class="onebox" data-onebox-src="https://a.example/b"><article class="onebox-body"><h3>Un titre</h3><p>Un résumé</p></article></aside>')).toBe('x\n\n[Un titre](https://a.example/b)');
    expect(html('<div class="lightbox-wrapper"><a class="lightbox" href="https://cdn.example/uploads/default/original/1X/a.jpeg" title="vue"><img src="x"></a></div>')).toContain('image absente');
  });
  it('brings nothing that acts', () => {
    const markdown = html('<p><script>alert(1)</script><a href="javascript:alert(2)">clic</a><img src=x onerror=alert(3)><iframe src="//e.example"></iframe><svg onload=alert(4)></svg></p>');
    expect(renderMarkdown(markdown).html).not.toMatch(/<script|javascript:|onerror|<iframe|<svg/);
  });
});

function rendered(markdown: string): string {
  try {
    return renderMarkdown(markdown).html;
  } catch (error) {
    if (error instanceof TooIntricate) return '';
    throw error;
  }
}

it('whatever is written converts, and renders to something that does not act', () => {
  const pieces = fc.constantFrom('[quote="a, post:1, topic:7"]', '[/quote]', '[code]', '[/code]', '```\n', '`', '\n', '\n\n', ' ', '[b]', '[/b]', '<b>', '</b>', '<script>', '[url=javascript:alert(1)]', '[/url]', 'https://forum.example.org/t/7', '@lea', ':smile:', '- ', '> ', '| a |', '\uFDD00\uFDD1', 'mot', '[details]', '[/details]', '<a href="javascript:x">', '</a>', '\u0000', '\uD800');
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
      const { markdown } = convertText(parts.join(''), context);
      expect(markdown).not.toMatch(/[\uFDD0\uFDD1\u0000]/);
      expect(rendered(markdown)).not.toMatch(/<script|<a [^>]*href="javascript:/i);
    }),
    { numRuns: 300 },
  );
});
