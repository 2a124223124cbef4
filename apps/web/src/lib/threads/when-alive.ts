const PATIENCE_MS = 4000;
const SIGNS = ['scroll', 'pointerdown', 'keydown'] as const;

/**
 * Runs an act at once for those who are at home here; for others once somebody moves or stays a few
 * seconds, so that a glance costs nothing. Returns what calls it off.
 */
export function whenAlive(atHome: boolean, act: () => void): () => void {
  if (atHome) {
    act();
    return () => undefined;
  }
  const stop = (): void => {
    clearTimeout(timer);
    for (const sign of SIGNS) removeEventListener(sign, go);
  };
  const go = (): void => {
    stop();
    act();
  };
  const timer = setTimeout(go, PATIENCE_MS);
  for (const sign of SIGNS) addEventListener(sign, go, { passive: true });
  return stop;
}
