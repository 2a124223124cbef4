/** Where the server that the pages run in waits for a finished page. */
const PAGE = Symbol.for('foyer.page');

/**
 * Hands a finished page to the server around us, which writes it as it is; the answer then goes without a body. (As the
 * body of a `Response` it would be copied into a stream, read back in turns and written again.)
 * @returns false when nobody waits for it: the page must be the answer's body
 */
export function handOver(page: Uint8Array, platform: App.Platform | undefined): boolean {
  const waiting = (platform?.req as { [PAGE]?: { body: Uint8Array | null } } | undefined)?.[PAGE];
  if (!waiting) return false;
  waiting.body = page;
  return true;
}
