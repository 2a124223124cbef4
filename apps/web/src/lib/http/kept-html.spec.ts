import type { Component } from 'svelte';
import { render } from 'svelte/server';
import { kept, keepWith } from '#lib/ui/kept.ts';
import { htmlKeeper } from './kept-html.server.ts';
import { PagePieces } from './page-pieces.server.ts';

/** What the compiler makes of a component. */
type Written = (output: { push(html: string): void }, props: Record<string, unknown>) => void;
const component = (write: Written): Component<Record<string, unknown>> => write as unknown as Component<Record<string, unknown>>;

let rendered = 0;
const card = component((output, { view }) => {
  rendered += 1;
  output.push(`<p>${String((view as { text: string }).text)}</p>`);
  output.push('<!--[-1--><!--]-->');
});
const plain = ({ view }: Record<string, unknown>): Record<string, unknown> | null => ((view as { open?: boolean }).open ? null : { view });
let pieces = new PagePieces();
const pageOf = (one: Component<Record<string, unknown>>, props: Record<string, unknown>): string => {
  pieces = new PagePieces();
  return String(pieces.bytesOf(render(component((output, given) => { output.push('<main>'); (one as unknown as Written)(output, given); output.push('</main>'); }), { props }).body));
};

describe('kept HTML', () => {
  let language = 'fr';
  beforeEach(() => {
    rendered = 0;
    language = 'fr';
    keepWith(htmlKeeper({ place: (piece) => pieces.place(piece), maxBytes: 5_000, language: () => language }));
  });

  it('is byte for byte what the component writes in its place', () => {
    const card1 = kept(card, plain);
    const props = { view: { text: 'Bonsoir' } };
    expect([pageOf(card1, props), pageOf(card1, props)]).toEqual([pageOf(card, props), pageOf(card, props)]);
    expect(rendered).toBe(3);
  });

  it('is another for other props and another language; what the HTML does not follow from is not asked', () => {
    const one = kept(card, plain);
    pageOf(one, { view: { text: 'a' }, watch: () => 1 });
    pageOf(one, { view: { text: 'a' }, watch: () => 2 });
    expect(rendered).toBe(1);
    expect(pageOf(one, { view: { text: 'b' } })).toContain('<p>b</p>');
    language = 'en';
    pageOf(one, { view: { text: 'a' } });
    expect(rendered).toBe(3);
  });

  it('is not shared between components, nor kept when the page is needed', () => {
    const other = kept(component((output) => output.push('other')), plain);
    pageOf(kept(card, plain), { view: { text: 'a' } });
    expect(pageOf(other, { view: { text: 'a' } })).toContain('other');
    const open = kept(card, plain);
    pageOf(open, { view: { text: 'a', open: true } });
    pageOf(open, { view: { text: 'a', open: true } });
    expect(rendered).toBe(3);
  });

  it('is told apart by a text beside the rest, however long', () => {
    const read = component((output, { view, text }) => {
      rendered += 1;
      output.push(`<p>${String((view as { name: string }).name)} ${String(text).length}</p>`);
    });
    const one = kept(read, ({ view, text }) => ({ view, text }));
    const [long, longer] = ['é'.repeat(400), 'é'.repeat(401)];
    expect(pageOf(one, { view: { name: 'a' }, text: long })).toContain('a 400');
    expect(pageOf(one, { view: { name: 'a' }, text: longer })).toContain('a 401');
    expect(pageOf(one, { view: { name: 'b' }, text: long })).toContain('b 400');
    expect(pageOf(one, { view: { name: 'a' }, text: `${long.slice(1)}é` })).toContain('a 400');
    expect(rendered).toBe(3);
  });

  it('may stand in another that is kept', () => {
    const inner = kept(card, plain);
    const outer = kept(component((output, { view }) => { output.push('<section>'); (inner as unknown as Written)(output, { view }); output.push('</section>'); }), plain);
    const props = { view: { text: 'Là' } };
    expect([pageOf(outer, props), pageOf(inner, props), pageOf(outer, props)]).toEqual([expect.stringContaining('<section><p>Là</p>'), expect.stringContaining('<main><p>Là</p>'), expect.stringContaining('<section><p>Là</p>')]);
    expect(rendered).toBe(1);
  });

  it('is bounded', () => {
    const one = kept(card, plain);
    const long = 'x'.repeat(2_000);
    for (const text of ['1', '2', '3', '4', '1']) pageOf(one, { view: { text: text + long } });
    expect(rendered).toBe(5);
  });
});
