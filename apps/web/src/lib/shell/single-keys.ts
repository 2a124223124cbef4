const SETTING = 'foyer.keys';

/** Whether single keys act; members of this device may switch them off. */
export function keysOn(): boolean {
  try {
    return localStorage.getItem(SETTING) !== 'off';
  } catch {
    return true;
  }
}

export function setKeys(on: boolean): void {
  try {
    if (on) localStorage.removeItem(SETTING);
    else localStorage.setItem(SETTING, 'off');
  } catch {
    // The choice then lasts as long as the page.
  }
}

/** Whether keys belong to what has the focus: a field, or an open dialog. */
export function busyElsewhere(event: KeyboardEvent): boolean {
  const target = event.target instanceof HTMLElement ? event.target : null;
  if (document.querySelector('dialog[open]')) return true;
  return target !== null && (target.isContentEditable || (/^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) && !(target instanceof HTMLInputElement && target.type === 'checkbox')));
}
