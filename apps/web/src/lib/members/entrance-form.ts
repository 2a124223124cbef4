import type { SubmitFunction } from '$app/forms';
import { focusFirstInvalid } from '#lib/ui/first-invalid.ts';

/**
 * Sends a form of the entrance. Success opens the next page anew rather than inside this one: language,
 * appearance and everything shown may differ for the person who just came in.
 */
export function entering(busy: (yes: boolean) => void): SubmitFunction {
  return ({ formElement }) => {
    busy(true);
    return async ({ result, update }) => {
      if (result.type === 'redirect') {
        location.assign(result.location);
        return;
      }
      await update({ reset: false });
      busy(false);
      await focusFirstInvalid(formElement);
    };
  };
}
