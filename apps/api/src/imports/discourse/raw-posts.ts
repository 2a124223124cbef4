import type { DiscoursePost } from './topic.schema.js';

const SEPARATOR = '-------------------------';
const HEADER = /^(.+) \| (\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) UTC \| #(\d+)$/;

/** What a post's header must say; taken from the JSON, so that a post that quotes a header does not split. */
type Expected = Pick<DiscoursePost, 'username' | 'post_number' | 'updated_at' | 'created_at'>;

interface Header {
  readonly line: number;
  readonly number: number;
}

/**
 * Splits what `/raw/<id>` gives (`username | date | #number`, the Markdown, a line of hyphens) into the Markdown
 * of each post by its number. A line counts as a header only where one may stand and when the JSON knows that
 * author and number (and that date, whenever any post's dates agree). A post that cannot be told apart with
 * certainty is left out: its HTML is used instead.
 */
export function splitRawPosts(raw: string, posts: readonly Expected[]): Map<number, string> {
  const lines = raw.replace(/\r\n?/g, '\n').split('\n');
  const known = new Map(posts.map((post) => [post.post_number, post]));
  const exact = headersIn(lines, known, true);
  const headers = exact.length > 0 ? exact : headersIn(lines, known, false);
  const doubtful = repeated(headers);
  const texts = new Map<number, string>();
  headers.forEach((header, at) => {
    const next = headers[at + 1];
    // Where the same header stands twice, neither this text's end nor the next one's start is certain.
    if (doubtful.has(header.number) || (next && doubtful.has(next.number))) return;
    texts.set(header.number, body(lines.slice(header.line + 1, next?.line ?? lines.length)));
  });
  return texts;
}

function headersIn(lines: readonly string[], known: ReadonlyMap<number, Expected>, withDate: boolean): Header[] {
  const headers: Header[] = [];
  lines.forEach((line, at) => {
    if (!line.includes(' UTC | #') || !mayStand(lines, at)) return;
    const match = HEADER.exec(line);
    const number = Number(match?.[3]);
    const post = known.get(number);
    if (!match || !post || match[1] !== post.username) return;
    if (withDate && match[2] !== stamp(post.updated_at) && match[2] !== stamp(post.created_at)) return;
    headers.push({ line: at, number });
  });
  return headers;
}

/** A header is the first line, or follows the separator, and an empty line follows it. */
function mayStand(lines: readonly string[], at: number): boolean {
  const before = at === 0 || (lines[at - 1] === '' && (at === 1 || lines[at - 2] === SEPARATOR));
  return before && (lines[at + 1] ?? '') === '';
}

function repeated(headers: readonly Header[]): Set<number> {
  const seen = new Set<number>();
  const twice = new Set<number>();
  let highest = 0;
  for (const { number } of headers) {
    if (seen.has(number) || number < highest) twice.add(number);
    seen.add(number);
    highest = Math.max(highest, number);
  }
  return twice;
}

function body(lines: string[]): string {
  const text = lines.join('\n').replace(/^\n+/, '').trimEnd();
  return text.endsWith(SEPARATOR) ? text.slice(0, -SEPARATOR.length).trimEnd() : text;
}

const stamp = (date: Date | null): string => (date ? date.toISOString().slice(0, 19).replace('T', ' ') : '');
