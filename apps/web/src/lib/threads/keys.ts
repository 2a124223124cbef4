const SETTING = 'foyer.keys';

/** What single keys do on a thread page. */
export interface KeyActs {
  readonly next: () => void;
  readonly previous: () => void;
  readonly reply: () => void;
  readonly like: () => void;
  readonly home: () => void;
  readonly help: () => void;
}

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
function busyElsewhere(event: KeyboardEvent): boolean {
  const target = event.target instanceof HTMLElement ? event.target : null;
  if (document.querySelector('dialog[open]')) return true;
  return target !== null && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

/** Listens for the keys of a thread page; returns what stops it. The library comes when it is first needed. */
export function listenForKeys(acts: KeyActs): () => void {
  let stop: (() => void) | undefined;
  let stopped = false;
  const when = (act: () => void) => (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || !keysOn()) return;
    event.preventDefault();
    act();
  };
  void import('tinykeys').then(({ tinykeys }) => {
    if (stopped) return;
    stop = tinykeys(
      window,
      {
        j: when(acts.next),
        k: when(acts.previous),
        r: when(acts.reply),
        l: when(acts.like),
        'g h': when(acts.home),
        '[Shift]+?': when(acts.help),
      },
      { ignore: busyElsewhere },
    );
  });
  return () => {
    stopped = true;
    stop?.();
  };
}
