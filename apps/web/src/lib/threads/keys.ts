import { busyElsewhere, keysOn } from '#lib/shell/single-keys.ts';

/** What single keys do on a thread page. */
export interface KeyActs {
  readonly next: () => void;
  readonly previous: () => void;
  readonly reply: () => void;
  readonly like: () => void;
  readonly home: () => void;
  readonly help: () => void;
}

/** Listens for the keys of a thread page; returns what stops it. The library comes with the first key. */
export function listenForKeys(acts: KeyActs): () => void {
  let handler: Promise<EventListener> | undefined;
  const when = (act: () => void) => (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    act();
  };
  const bindings = {
    j: when(acts.next),
    k: when(acts.previous),
    r: when(acts.reply),
    l: when(acts.like),
    'g h': when(acts.home),
    '[Shift]+?': when(acts.help),
  };
  const listen = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || busyElsewhere(event) || !keysOn()) return;
    // The key that opens the composer must not be written into it.
    if (event.key === 'r' && !event.ctrlKey && !event.metaKey) event.preventDefault();
    handler ??= import('tinykeys').then(({ createKeybindingsHandler }) => createKeybindingsHandler(bindings, { ignore: () => false }));
    void handler.then((handle) => handle(event));
  };
  addEventListener('keydown', listen);
  return () => removeEventListener('keydown', listen);
}
