/** Bounds of what is read of a question, whatever was sent. */
export const QUESTION_LIMITS = { characters: 200, terms: 8, wordLength: 40 } as const;

/** What somebody looks for: each term is a word, or several that must follow each other. */
export interface Question {
  /** As it is shown back in the field: one line without invisible characters. */
  readonly text: string;
  /** Words of a term are separated by one space. No two terms are alike. */
  readonly terms: readonly string[];
  /** The word that may still be being typed: the last one, outside quotes; null when there is none. */
  readonly last: string | null;
}

/**
 * Reads what was typed: words, and phrases between quotes (" or « » or “ ”). Any text is a question: what is neither
 * letter nor digit separates, invisible and reversing characters are not there, and of too much the beginning is read.
 */
export function readQuestion(typed: string): Question {
  const text = typed.slice(0, QUESTION_LIMITS.characters * 8).toWellFormed().normalize('NFC').replace(/[\p{Cf}\u0000-\u0008\u000e-\u001f\u007f-\u009f]/gu, '').replace(/\s+/gu, ' ').trim()
    .slice(0, QUESTION_LIMITS.characters).toWellFormed();
  const parts = text.split(/["«»“”]/u);
  const found = new Map<string, boolean>();
  parts.forEach((part, index) => {
    const words = wordsOf(part);
    // An odd part stands between two quotes, unless the closing one is missing.
    const quoted = index % 2 === 1 && index < parts.length - 1;
    for (const term of quoted && words.length > 0 ? [words.join(' ')] : words) if (found.size < QUESTION_LIMITS.terms && !found.has(term)) found.set(term, quoted);
  });
  const all = [...found.keys()];
  // A letter by itself is what is left of « l’eau »; it counts when there is nothing else.
  const terms = all.some((term) => term.length > 1) ? all.filter((term) => term.length > 1) : all;
  const last = terms.at(-1);
  const typing = last !== undefined && found.get(last) === false && /[\p{L}\p{M}\p{N}]+$/u.exec(text.toLowerCase())?.[0] === last;
  return { text, terms, last: typing ? last : null };
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu)?.map((word) => word.slice(0, QUESTION_LIMITS.wordLength)) ?? [];

/** Without accents and capitals, as words are compared; ligatures are two letters. */
export const folded = (text: string): string => text.normalize('NFKD').replace(/\p{M}+/gu, '').toLowerCase().replace(/œ/g, 'oe').replace(/æ/g, 'ae');
