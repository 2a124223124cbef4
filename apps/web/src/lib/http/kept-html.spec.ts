import type { Component } from 'svelte';
import { render } from 'svelte/server';
import { kept, keepWith } from '#lib/ui/kept.ts';
import { htmlKeeper } from './kept-html.server.ts';

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
const pageOf = (one: Component<Record<string, unknown>>, props: Record<string, unknown>): string =>
  render(component((output, given) => { output.push('<main>'); (one as unknown as Written)(output, given); output.push('</main>'); }), { props }).body;

describe('kept HTML', () => {
  let language = 'fr';
  beforeEach(() => {
    rendered = 0;
    language = 'fr';
    keepWith(htmlKeeper(10_000, () => language));
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

  it('is bounded', () => {
    const one = kept(card, plain);
    const long = 'x'.repeat(2_000);
    for (const text of ['1', '2', '3', '4', '1']) pageOf(one, { view: { text: text + long } });
    expect(rendered).toBe(5);
  });
});
