interface Named {
  readonly code: string;
  readonly slug: string;
}

/** The address of a thread. Both names may come from an address that somebody made up. */
export function threadPath({ code, slug }: Named): string {
  return `/threads/${encodeURIComponent(code)}/${encodeURIComponent(slug)}`;
}

/** The address of a place in a thread: its window, then its anchor. */
export function placePath(thread: Named, position: number): string {
  return position <= 1 ? `${threadPath(thread)}?at=1#p-1` : `${threadPath(thread)}?at=${position}#p-${position}`;
}

/** The lasting address of a post, which does not depend on its place. */
export function postPath(thread: Named, postCode: string): string {
  return `${threadPath(thread)}?post=${postCode}`;
}

/** The address that opens a thread where somebody stopped reading: the anchor takes the browser there before any script. */
export function resumePath(thread: Named, mine: { readonly readPosition: number; readonly newReplies: number } | undefined): string {
  if (!mine || mine.readPosition < 1) return threadPath(thread);
  const place = mine.newReplies > 0 ? mine.readPosition + 1 : mine.readPosition;
  return place > 1 ? `${threadPath(thread)}#p-${place}` : threadPath(thread);
}

/** The code of a thread in an address that somebody pasted, whole or in part; null when there is none. */
export function threadCodeIn(address: string): string | null {
  return /(?:^|\/)threads\/([2-9a-z]{8})(?=[/?#]|$)/.exec(address)?.[1] ?? (/^[2-9a-z]{8}$/.test(address) ? address : null);
}
