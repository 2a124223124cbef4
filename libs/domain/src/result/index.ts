/** What a person did wrong, or may not do. `code` is stable (`thread.locked`); its sentence is chosen by the API. */
export interface Refusal {
  readonly code: RefusalCode;
  /** The form field it belongs to, when there is one. */
  readonly field?: string;
  /** Figures for the sentence: `{ max: 200 }`. */
  readonly values?: Readonly<Record<string, string | number>>;
}

/** `noun.reason`, e.g. `thread.locked`. */
export type RefusalCode = `${string}.${string}`;

export type Result<T, E = Refusal> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: E };

export const accept = <T>(value: T): Result<T, never> => ({ ok: true, value });

export const refuse = (code: RefusalCode, field?: string, values?: Refusal['values']): Result<never> => ({
  ok: false,
  refusal: { code, ...(field !== undefined && { field }), ...(values !== undefined && { values }) },
});
