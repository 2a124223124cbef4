const BETWEEN_MS = 40;

/**
 * Asks again and again until the expectation holds, and fails with its last complaint when it never does.
 * @param expectation throws as long as the condition is not met
 * @param withinMs how long it may take
 */
export async function eventually<Result>(expectation: () => Result | Promise<Result>, withinMs = 10_000): Promise<Result> {
  const end = performance.now() + withinMs;
  for (;;) {
    try {
      return await expectation();
    } catch (complaint) {
      if (performance.now() > end) throw complaint;
    }
    await new Promise((again) => setTimeout(again, BETWEEN_MS));
  }
}

/** French spacing is made of several kinds of blanks: here they are all one. */
export const plain = (words: string): string => words.replace(/\s+/g, ' ').trim();
