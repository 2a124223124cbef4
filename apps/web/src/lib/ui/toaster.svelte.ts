/** How long an undo stays possible, in ms. */
export const UNDO_MS = 8000;

/** A short message at the foot of the window. */
export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly action?: { readonly label: string; readonly run: () => void | Promise<void> };
}

const toasts = $state<Toast[]>([]);
const timers = new Map<number, ReturnType<typeof setTimeout>>();
let last = 0;

/** The messages shown now, oldest first. */
export function shownToasts(): readonly Toast[] {
  return toasts;
}

/** Shows a message for `ms` milliseconds, perhaps with an act such as "Undo"; returns its id. Browser only. */
export function toast(text: string, action?: Toast['action'], ms: number = UNDO_MS): number {
  const id = ++last;
  toasts.push(action ? { id, text, action } : { id, text });
  if (toasts.length > 3) dismissToast(toasts[0]?.id ?? id);
  holdToast(id, false, ms);
  return id;
}

/** Stops the countdown while the pointer or the focus is on the message, and starts it again after. */
export function holdToast(id: number, hold: boolean, ms: number = UNDO_MS): void {
  clearTimeout(timers.get(id));
  if (!hold) timers.set(id, setTimeout(() => dismissToast(id), ms));
}

/** Removes a message. */
export function dismissToast(id: number): void {
  clearTimeout(timers.get(id));
  timers.delete(id);
  const at = toasts.findIndex((shown) => shown.id === id);
  if (at >= 0) toasts.splice(at, 1);
}
