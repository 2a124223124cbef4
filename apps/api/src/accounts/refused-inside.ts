import type { Refusal, Result } from '@foyer/domain/result';

/** A refusal that is found inside a transaction, and undoes it. */
class RefusedInside extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.code);
  }
}

/** The value of a result; a refusal ends the transaction around it. */
export function orUndo<T>(result: Result<T>): T {
  if (!result.ok) throw new RefusedInside(result.refusal);
  return result.value;
}

/** Runs a transaction that `orUndo` may end, and gives its refusal as a result. */
export async function undoable<T>(work: () => Promise<T>): Promise<Result<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    if (error instanceof RefusedInside) return { ok: false, refusal: error.refusal };
    throw error;
  }
}
