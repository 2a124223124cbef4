import { Random } from './random.js';
import { vocabularyOf } from './vocabulary.js';

const EACH = 100;
/** Places in the list of frequent words: those before stand in more posts than one looks for, those up to here in 5 % or more. */
const FREQUENT = [40, 180] as const;
const RARE = [400, 3_000] as const;
/** Letters, at least: shorter ones are the words that no search asks for. */
const LONG = 5;

/** 200 questions of two words, always the same: half of words that stand in 5 % of the posts or more, half of rare ones. */
export function searchQuestions(): readonly string[] {
  return [...pairs('frequent', FREQUENT), ...pairs('rare', RARE)];
}

function pairs(name: string, [from, to]: readonly [number, number]): string[] {
  const random = new Random(`questions:${name}`);
  return Array.from({ length: EACH }, (_, at) => {
    const words = vocabularyOf(at % 2 === 0 ? 'fr' : 'en').words.slice(from, to).filter((word) => word.length >= LONG);
    const [first, second] = [random.pick(words), random.pick(words)];
    return first === second ? first : `${first} ${second}`;
  });
}
