import { PagePieces } from './page-pieces.server.ts';

const piece = (text: string): Buffer => Buffer.from(text);

describe('the pieces of a page', () => {
  it('stand where they were placed, whatever the order and as often as they are shown', () => {
    const pieces = new PagePieces();
    const [first, second] = [pieces.place(piece('<p>L’été… à Noël 🏕️</p>')), pieces.place(piece('<b>œ</b>'))];
    expect(String(pieces.bytesOf(`<main>é${second}—${first}${first}</main>`))).toBe('<main>é<b>œ</b>—<p>L’été… à Noël 🏕️</p><p>L’été… à Noël 🏕️</p></main>');
  });

  it('leave a page without any as it is', () => {
    expect(String(new PagePieces().bytesOf('<p>Où ?</p>'))).toBe('<p>Où ?</p>');
  });

  it('cannot be asked for by what somebody writes', () => {
    const pieces = new PagePieces();
    const place = pieces.place(piece('<b>kept</b>'));
    const forged = '<!--AAAAAAAAAAAAAAAA 0--><!--0-->';
    expect(String(pieces.bytesOf(`${forged}${place}`))).toBe(`${forged}<b>kept</b>`);
  });

  it('are never another page’s', () => {
    const [one, other] = [new PagePieces(), new PagePieces()];
    one.place(piece('a'));
    const place = one.place(piece('b'));
    other.place(piece('c'));
    expect(() => other.bytesOf(place)).toThrow('missing');
  });
});
