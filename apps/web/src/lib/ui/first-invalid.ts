import { tick } from 'svelte';

/** After a refusal: takes the person to the first field that says why, which may be far above the button she pressed. */
export async function focusFirstInvalid(form: HTMLFormElement): Promise<void> {
  await tick();
  form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
}
