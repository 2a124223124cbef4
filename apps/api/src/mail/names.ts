import { Resolver } from 'node:dns/promises';

/** The name system as the checker asks it. Empty: there is none. Null: nobody answered in time. */
export interface Names {
  txt(name: string): Promise<readonly string[] | null>;
  mx(name: string): Promise<readonly string[] | null>;
}

/** Injection token; tests bring a zone of their own. */
export const NAMES = Symbol('names');

/** In milliseconds, for each of two tries. */
const TIMEOUT = 2_500;
const NOTHING = new Set(['ENODATA', 'ENOTFOUND']);

/** This machine's own resolvers. */
export function systemNames(): Names {
  const resolver = new Resolver({ timeout: TIMEOUT, tries: 2 });
  const asked = async <T>(question: Promise<readonly T[]>, shown: (answer: T) => string): Promise<readonly string[] | null> => {
    try {
      return (await question).map(shown);
    } catch (error) {
      return NOTHING.has((error as NodeJS.ErrnoException).code ?? '') ? [] : null;
    }
  };
  return {
    txt: (name) => asked(resolver.resolveTxt(name), (chunks) => chunks.join('')),
    mx: (name) => asked(resolver.resolveMx(name), ({ exchange, priority }) => `${priority} ${exchange}`),
  };
}
