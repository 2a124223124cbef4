import { StartFailure } from '../../deploy/start/say.mjs';

const kinds = /** @type {const} */ (['lint', 'unit', 'api', 'e2e']);

/**
 * What to run.
 * @param {string[]} args
 * @returns {{ only: typeof kinds[number] | undefined, patterns: string[] }}
 * @throws {StartFailure} on an unknown option
 */
export function readArguments(args) {
  /** @type {typeof kinds[number] | undefined} */
  let only;
  const patterns = [];
  for (const arg of args) {
    if (!arg.startsWith('-')) {
      patterns.push(arg);
      continue;
    }
    only = kinds.find((kind) => arg === `--only=${kind}`);
    if (!only) throw new StartFailure({ fr: `Option inconnue : ${arg} (--only=${kinds.join('|')})`, en: `Unknown option: ${arg} (--only=${kinds.join('|')})` });
  }
  return { only, patterns };
}
