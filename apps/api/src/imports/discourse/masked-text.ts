/** Noncharacters: they cannot stand in a valid text, so that a placeholder is never mistaken. */
const OPEN = '\uFDD0';
const CLOSE = '\uFDD1';
const PLACEHOLDER = /\uFDD0(\d+)\uFDD1/g;

/**
 * A text whose code, and whatever else must not be read again, is kept behind placeholders while the rest of it
 * is rewritten.
 */
export class MaskedText {
  private readonly kept: string[] = [];

  /** Puts a finished piece aside; gives what stands for it. */
  keep(piece: string): string {
    return `${OPEN}${this.kept.push(piece) - 1}${CLOSE}`;
  }

  /** Puts everything back, also pieces within pieces. */
  restore(text: string): string {
    return text.replace(PLACEHOLDER, (_all, at: string) => this.restore(this.kept[Number(at)] ?? ''));
  }

  /** Whether a line stands for a block of code, or is part of one. */
  isBlock(line: string): boolean {
    const at = /^[\s>]*\uFDD0(\d+)\uFDD1\s*$/.exec(line)?.[1];
    return at !== undefined && /^[\s>]*(?:```|~~~)|^(?: {4}|\t)/.test(this.kept[Number(at)] ?? '');
  }

  /** Masks code: fences, indented blocks, `[code]`, `<pre>` and spans. */
  maskCode(source: string): string {
    const clean = source.replace(/[\uFDD0\uFDD1\u0000]/g, '').replace(/\r\n?/g, '\n');
    return this.maskSpans(this.maskIndented(this.maskTagged(this.maskFences(clean))));
  }

  private maskFences(text: string): string {
    const lines = text.split('\n');
    const out: string[] = [];
    for (let at = 0; at < lines.length; at++) {
      const opened = /^([\s>]*)(`{3,}|~{3,})([^`]*)$/.exec(lines[at] ?? '');
      if (!opened) {
        out.push(lines[at] ?? '');
        continue;
      }
      const end = closingLine(lines, at + 1, opened[2] ?? '');
      // A fence that is never closed ends with the quotation around it, or with the text.
      const last = end ?? unclosedEnd(lines, at + 1);
      out.push(this.keep(lines.slice(at, last + 1).join('\n') + (end === null ? `\n${opened[1] ?? ''}${opened[2] ?? ''}` : '')));
      at = last;
    }
    return out.join('\n');
  }

  private maskTagged(text: string): string {
    return text
      .replace(/\[code(?:=([\w+#-]+))?\]([\s\S]*?)\[\/code\]/gi, (all: string, lang: string | undefined, code: string, at: number, whole: string) =>
        this.code(code, lang, standsAlone(whole, at, all.length)),
      )
      .replace(/<pre(?:\s[^>]*)?>(?:\s*<code(?:\s[^>]*)?>)?([\s\S]*?)(?:<\/code>\s*)?<\/pre>/gi, (_all, code: string) => this.code(entities(code), undefined, true));
  }

  /** A fence for lines, a span for words. */
  private code(code: string, lang: string | undefined, alone: boolean): string {
    const body = this.restore(code);
    if (body.trim() === '') return '';
    if (!alone && !body.includes('\n') && lang === undefined) return this.keep(span(body));
    const fence = '`'.repeat(Math.max(3, longestRun(body) + 1));
    return `\n\n${this.keep(`${fence}${lang ?? ''}\n${body.replace(/^\n+/, '').trimEnd()}\n${fence}`)}\n\n`;
  }

  private maskIndented(text: string): string {
    const lines = text.split('\n');
    let blankBefore = true;
    let inList = false;
    return lines
      .map((line) => {
        const indented = /^(?: {4}|\t)/.test(line) && line.trim() !== '';
        const code = indented && blankBefore && !inList;
        if (line.trim() === '') blankBefore = true;
        else if (!code) {
          blankBefore = false;
          if (!/^\s/.test(line)) inList = /^(?:[-*+]|\d{1,9}[.)])\s/.test(line);
        }
        return code ? this.keep(line) : line;
      })
      .join('\n');
  }

  private maskSpans(text: string): string {
    let out = '';
    let from = 0;
    const runs = /(?<!\\)`+/g;
    for (let open = runs.exec(text); open; open = runs.exec(text)) {
      const end = spanEnd(text, open.index + open[0].length, open[0].length);
      if (end === -1) continue;
      out += text.slice(from, open.index) + this.keep(text.slice(open.index, end));
      from = runs.lastIndex = end;
    }
    return out + text.slice(from);
  }
}

/** Whether a piece of `text` has its lines to itself. */
const standsAlone = (text: string, at: number, length: number): boolean =>
  /(?:^|\n)[ \t>]*$/.test(text.slice(Math.max(0, at - 40), at)) && /^[ \t]*(?:\n|$)/.test(text.slice(at + length, at + length + 40));

function closingLine(lines: readonly string[], from: number, fence: string): number | null {
  const close = new RegExp(`^[\\s>]*\\${fence.charAt(0)}{${fence.length},}\\s*$`);
  for (let at = from; at < lines.length; at++) if (close.test(lines[at] ?? '')) return at;
  return null;
}

function unclosedEnd(lines: readonly string[], from: number): number {
  for (let at = from; at < lines.length; at++) if (/^\[\/(?:quote|details)\]/i.test(lines[at] ?? '')) return at - 1;
  return lines.length - 1;
}

/** Where a span that opened with `length` backticks ends; -1 when its paragraph ends before. */
function spanEnd(text: string, from: number, length: number): number {
  const runs = /`+|\n[ \t]*\n/g;
  runs.lastIndex = from;
  for (let run = runs.exec(text); run; run = runs.exec(text)) {
    if (run[0].startsWith('\n')) return -1;
    if (run[0].length === length) return runs.lastIndex;
  }
  return -1;
}

const longestRun = (code: string): number => Math.max(0, ...(code.match(/`+/g) ?? []).map((run) => run.length));

/** Words as a code span, whatever backticks they hold. */
export function span(code: string): string {
  const fence = '`'.repeat(longestRun(code) + 1);
  const pad = code.startsWith('`') || code.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${code}${pad}${fence}`;
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', '#39': "'", nbsp: ' ' };
const entities = (html: string): string => html.replace(/&(lt|gt|amp|quot|#39|nbsp);/g, (all, name: string) => ENTITIES[name] ?? all);
