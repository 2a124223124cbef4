interface Named {
  readonly code: string;
  readonly slug: string;
}

/** The address of a thread. */
export function threadPath({ code, slug }: Named): string {
  return `/threads/${code}/${slug}`;
}

/** The address of a place in a thread: its window, then its anchor. */
export function placePath(thread: Named, position: number): string {
  return position <= 1 ? `${threadPath(thread)}?at=1#p-1` : `${threadPath(thread)}?at=${position}#p-${position}`;
}

/** The lasting address of a post, which does not depend on its place. */
export function postPath(thread: Named, postCode: string): string {
  return `${threadPath(thread)}?post=${postCode}`;
}
