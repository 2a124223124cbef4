import { randomBytes } from 'node:crypto';

/** Nobody outside this process knows it, so nothing that is written can pass for a place. */
const OPENS = `<!--${randomBytes(12).toString('base64url')} `;
const CLOSES = '-->';

/**
 * The pieces of one page that are kept as bytes. In the page's text, which the framework joins and searches, only their
 * places stand; they come in when the page becomes bytes itself. A page of twenty posts is thus a third of the text to
 * handle, and what was encoded once is never encoded again.
 */
export class PagePieces {
  private readonly pieces: Buffer[] = [];

  /** What stands in the page's text for a piece. */
  place(piece: Buffer): string {
    this.pieces.push(piece);
    return `${OPENS}${this.pieces.length - 1}${CLOSES}`;
  }

  /** The page as UTF-8, with every piece in its place. */
  bytesOf(html: string): Buffer<ArrayBuffer> {
    if (this.pieces.length === 0) return Buffer.from(html);
    const [start = '', ...parts] = html.split(OPENS);
    let size = Buffer.byteLength(html);
    const placed = parts.map((part) => {
      const end = part.indexOf(CLOSES);
      const piece = this.pieces[Number(part.slice(0, end))];
      if (!piece) throw new Error('a piece of the page is missing');
      size += piece.length - OPENS.length - end - CLOSES.length;
      return { piece, after: part.slice(end + CLOSES.length) };
    });
    const bytes = Buffer.allocUnsafe(size);
    let at = bytes.write(start);
    for (const { piece, after } of placed) {
      at += piece.copy(bytes, at);
      at += bytes.write(after, at);
    }
    return bytes;
  }
}
