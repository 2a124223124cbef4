/** Whether an error, or what caused it, has one of these codes (Node's or PostgreSQL's). */
export function hasCode(error: unknown, codes: readonly string[]): boolean {
  if (typeof error !== 'object' || error === null) return false;
  if ('code' in error && typeof error.code === 'string' && codes.includes(error.code)) return true;
  if (error instanceof AggregateError && error.errors.some((inner) => hasCode(inner, codes))) return true;
  return 'cause' in error && hasCode(error.cause, codes);
}
