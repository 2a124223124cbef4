/**
 * What the launcher prints: calm short lines, in French unless the locale asks for English, and failures as one
 * line on stderr. Runs under the host's Node, without any dependency.
 */

const locale = process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '';

/** Language of the launcher's lines: French, unless the locale is English or the nameless `C`. */
export const language = /^(en|C\b|POSIX)/.test(locale) ? 'en' : 'fr';

/**
 * A sentence in both languages.
 * @typedef {{ fr: string, en: string }} Sentence
 */

/** @param {Sentence} sentence */
export const inLanguage = (sentence) => sentence[language];

// Whoever listened may be gone (a closed terminal, a killed npm): no reason to leave things half stopped.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

/** @type {NodeJS.WritableStream} */
let progress = process.stdout;

/** Sends progress to stderr, for commands whose standard output is their result. */
export function keepOutputClean() {
  progress = process.stderr;
}

/** Prints one line of progress. @param {Sentence} sentence */
export function say(sentence) {
  progress.write(`${inLanguage(sentence)}\n`);
}

/** A failure that the person at the keyboard can act upon: printed as one line, never as a stack trace. */
export class StartFailure extends Error {
  /** @param {Sentence} sentence */
  constructor(sentence) {
    super(inLanguage(sentence));
    this.name = 'StartFailure';
  }
}

/** Seconds with one decimal, for progress lines. @param {number} since value of `performance.now()` */
export function secondsSince(since) {
  const seconds = ((performance.now() - since) / 1000).toFixed(1);
  return language === 'fr' ? `${seconds.replace('.', ',')} s` : `${seconds} s`;
}

/**
 * Runs a command's main function; a failure becomes one line on stderr and exit code 1. `FOYER_DEBUG=1` adds the
 * stack of an unexpected one.
 * @param {() => Promise<number | void>} main
 */
export async function runCommand(main) {
  try {
    const code = await main();
    process.exitCode = code ?? 0;
  } catch (error) {
    const problem = error instanceof Error ? error : new Error(String(error));
    process.stderr.write(`${problem.message.split('\n')[0]}\n`);
    if (process.env.FOYER_DEBUG === '1' && !(problem instanceof StartFailure)) process.stderr.write(`${problem.stack}\n`);
    process.exitCode = 1;
  }
}
