/** A text's headings, moved so that its highest one stands right below the title of a page (level 2). */
export function belowTitle(html: string): string {
  const levels = [...html.matchAll(/<h([2-6])[ >]/g)].map(([, level]) => Number(level));
  const up = levels.length === 0 ? 0 : Math.min(...levels) - 2;
  return up === 0 ? html : html.replace(/(<\/?h)([2-6])(?=[ >])/g, (_whole, tag: string, level: string) => `${tag}${Number(level) - up}`);
}
