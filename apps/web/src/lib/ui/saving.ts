import type { SubmitFunction } from '$app/forms';
import { focusFirstInvalid } from './first-invalid.ts';

/** Sends a form without leaving it: what was typed stays, and a refusal leads to the first field that says why. */
export function saving(busy: (yes: boolean) => void = () => undefined): SubmitFunction {
  return ({ formElement }) => {
    busy(true);
    return async ({ update }) => {
      await update({ reset: false });
      busy(false);
      await focusFirstInvalid(formElement);
    };
  };
}
