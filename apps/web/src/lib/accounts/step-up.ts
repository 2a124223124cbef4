import type { SubmitFunction } from '$app/forms';
import { mount, unmount } from 'svelte';
import { focusFirstInvalid } from '#lib/ui/first-invalid.ts';

/**
 * Asks her in a window to prove again who she is; true when she did. Browser only: without JavaScript, an act that
 * asks for a proof leads to the page `/step-up` and back.
 */
export async function stepUp(): Promise<boolean> {
  const { default: StepUpDialog } = await import('./step-up-dialog.svelte');
  return new Promise((resolve) => {
    const dialog = mount(StepUpDialog, {
      target: document.body,
      props: {
        onend: (proved: boolean) => {
          void unmount(dialog);
          resolve(proved);
        },
      },
    });
  });
}

/**
 * Sends a form whose act may ask for a recent proof: it is asked for in a window, and the form is sent again as it
 * stands. Once it was taken, the form is emptied unless `keep` says otherwise.
 */
export function proving(busy: (yes: boolean) => void, { keep = false }: { readonly keep?: boolean } = {}): SubmitFunction {
  return ({ formElement, submitter }) => {
    busy(true);
    return async ({ result, update }) => {
      if (result.type === 'redirect' && result.location.startsWith('/step-up')) {
        busy(false);
        if (await stepUp()) formElement.requestSubmit(submitter);
        return;
      }
      await update({ reset: !keep && result.type === 'success' });
      busy(false);
      await focusFirstInvalid(formElement);
    };
  };
}
