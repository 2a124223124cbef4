const COPIED = ['boxSizing', 'width', 'paddingTop', 'paddingRight', 'paddingBottom', 'paddingLeft', 'borderTopWidth', 'borderRightWidth', 'borderBottomWidth', 'borderLeftWidth', 'font', 'lineHeight', 'letterSpacing', 'tabSize'] as const;

/** Where a character of a text area stands in the window, in pixels: its line's top and bottom, and its left edge. */
export function caretPlace(area: HTMLTextAreaElement, at: number): { readonly top: number; readonly bottom: number; readonly left: number } {
  const style = getComputedStyle(area);
  const twin = document.createElement('div');
  for (const name of COPIED) twin.style[name] = style[name];
  Object.assign(twin.style, { position: 'absolute', visibility: 'hidden', top: '0', left: '0', whiteSpace: 'pre-wrap', overflowWrap: 'break-word' });
  const mark = document.createElement('span');
  mark.textContent = '​';
  twin.append(area.value.slice(0, at), mark);
  document.body.append(twin);
  const box = area.getBoundingClientRect();
  const top = box.top + mark.offsetTop - area.scrollTop;
  const place = { top, bottom: top + mark.offsetHeight, left: box.left + mark.offsetLeft };
  twin.remove();
  return place;
}
