import { onMount } from 'svelte';

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

const isChoice = (control: Control): control is HTMLInputElement => control instanceof HTMLInputElement && /^(?:checkbox|radio)$/.test(control.type);

/** What a control says now, and what it said when the page came. */
function saying(control: Control): { readonly now: string; readonly first: string } {
  if (isChoice(control)) return { now: String(control.checked), first: String(control.defaultChecked) };
  if (!(control instanceof HTMLSelectElement)) return { now: control.value, first: control.defaultValue };
  const options = [...control.options];
  const first = options.find((option) => option.defaultSelected) ?? options.find((option) => !option.disabled);
  return { now: control.value, first: first?.value ?? '' };
}

function say(control: Control, what: string): void {
  if (isChoice(control)) control.checked = what === 'true';
  else control.value = what;
}

/**
 * Keeps what was typed or chosen before the page came alive, and lets the page hear of it: taking a form over would
 * set some of it back, and whatever acts on a change would not have been there to act. What the page itself put in
 * meanwhile (a draft) stays. Called by the outermost layout while it begins, before anything is taken over; it is also
 * the last to be alive, and says so (`data-alive`) to those who watch the page from outside.
 */
export function keepWhatCameEarly(): void {
  if (typeof document === 'undefined') return;
  const controls = document.querySelectorAll<Control>('select:not([multiple]),textarea,input:not([type="hidden"],[type="file"],[type="submit"])');
  const early = [...controls].flatMap((control) => {
    const { now, first } = saying(control);
    // Of radio buttons, the one that was chosen speaks for the others.
    return now === first || (control.type === 'radio' && now === 'false') ? [] : { control, now, first };
  });
  onMount(() => {
    for (const { control, now, first } of early) {
      if (!control.isConnected) continue;
      const kept = saying(control).now;
      if (kept === first) say(control, now);
      else if (kept !== now) continue;
      control.dispatchEvent(new Event(isChoice(control) || control instanceof HTMLSelectElement ? 'change' : 'input', { bubbles: true }));
    }
    document.documentElement.dataset['alive'] = '';
  });
}
