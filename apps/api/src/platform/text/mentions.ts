import type { Element, ElementContent, Root, Text } from 'hast';

/** Existing members' handles: lower case → as written. */
export type KnownHandles = ReadonlyMap<string, string>;

/** Different members one text can call; the rest stays text, and nobody is notified for it. */
export const MAX_MENTIONS = 30;

const MENTION = /(?<![\p{L}\p{N}_@/.-])@([A-Za-z0-9_][A-Za-z0-9_.-]{1,39})(?![\p{L}\p{N}@])/gu;

/**
 * The handles a text may be calling, lower case: what to look up before rendering. More than the rendering will use
 * (code is not excluded here), at most twice MAX_MENTIONS.
 */
export function candidateHandles(source: string): string[] {
  const found = new Set<string>();
  for (const match of source.matchAll(MENTION)) {
    for (const spelling of spellings(match[1] ?? '')) found.add(spelling.toLowerCase());
    if (found.size >= MAX_MENTIONS * 2) break;
  }
  return [...found].slice(0, MAX_MENTIONS * 2);
}

/** "@maelle." may be a handle at the end of a sentence: with its dot first, then without. */
function spellings(handle: string): string[] {
  const bare = handle.replace(/[.-]+$/, '');
  return bare === handle || bare.length < 2 ? [handle] : [handle, bare];
}

const CLOSED: ReadonlySet<string> = new Set(['a', 'code', 'pre']);

/** Turns mentions of existing members into links, in place; gives the handles it linked, lower case. */
export function linkMentions(tree: Root, known: KnownHandles): string[] {
  const linked = new Set<string>();
  const visit = (parent: Root | Element): void => {
    const children: (Root['children'][number] | ElementContent)[] = [];
    for (const child of parent.children) {
      if (child.type === 'text' && child.value.includes('@')) {
        children.push(...split(child, known, linked));
        continue;
      }
      if (child.type === 'element' && !CLOSED.has(child.tagName)) visit(child);
      children.push(child);
    }
    parent.children = children as typeof parent.children;
  };
  if (known.size > 0) visit(tree);
  return [...linked];
}

function split(text: Text, known: KnownHandles, linked: Set<string>): ElementContent[] {
  const parts: ElementContent[] = [];
  let from = 0;
  for (const match of text.value.matchAll(MENTION)) {
    const spelling = spellings(match[1] ?? '').find((handle) => known.has(handle.toLowerCase()));
    if (spelling === undefined) continue;
    const key = spelling.toLowerCase();
    if (!linked.has(key) && linked.size >= MAX_MENTIONS) continue;
    linked.add(key);
    if (match.index > from) parts.push({ type: 'text', value: text.value.slice(from, match.index) });
    const href = `/members/${encodeURIComponent(known.get(key) ?? spelling)}`;
    parts.push({ type: 'element', tagName: 'a', properties: { href, className: ['mention'] }, children: [{ type: 'text', value: `@${spelling}` }] });
    from = match.index + 1 + spelling.length;
  }
  if (from === 0) return [text];
  if (from < text.value.length) parts.push({ type: 'text', value: text.value.slice(from) });
  return parts;
}
