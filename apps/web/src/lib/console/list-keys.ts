import { busyElsewhere, keysOn } from '#lib/shell/single-keys.ts';

/** A list of the console marks its rows with this attribute; each has one link or button that opens it. */
const ROWS = 'main [data-row]';

/** The keys of the console: through lists, and to its other doors. Gives what stops listening. */
export function listenForConsoleKeys(acts: { readonly palette: () => void; readonly help: () => void }): () => void {
  const listen = (event: KeyboardEvent): void => {
    if (event.defaultPrevented) return;
    if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'k') {
      event.preventDefault();
      return acts.palette();
    }
    if (event.ctrlKey || event.metaKey || event.altKey || busyElsewhere(event) || !keysOn()) return;
    const act = { j: () => step(1), k: () => step(-1), x: check, '?': acts.help, '/': search }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };
  addEventListener('keydown', listen);
  return () => removeEventListener('keydown', listen);
}

const rows = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>(ROWS)];
const currentRow = (): HTMLElement | null => document.activeElement?.closest<HTMLElement>('[data-row]') ?? null;

/** The focus goes to what opens the row, so that Enter opens it as always. */
function step(by: 1 | -1): void {
  const all = rows();
  const at = all.indexOf(currentRow() ?? document.body);
  const next = at < 0 ? all[by === 1 ? 0 : all.length - 1] : all[at + by];
  next?.querySelector<HTMLElement>('a[href], button, summary')?.focus();
  next?.scrollIntoView({ block: 'nearest' });
}

function check(): void {
  currentRow()?.querySelector<HTMLInputElement>('input[type=checkbox]')?.click();
}

function search(): void {
  document.querySelector<HTMLInputElement>('main input[type=search]')?.focus();
}
