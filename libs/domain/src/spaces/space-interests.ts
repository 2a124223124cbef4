import { accept, refuse, type Result } from '../result/index.js';

const WORDS_MAX = 10;
const WORD_MAX = 40;
const RAW_WORDS = 2_000;
/** What a form takes, in characters: ten long words and their commas. */
export const SPACE_INTERESTS_MAX = 500;

/** What a space is about: words between commas, each once, ten at most. */
export function parseInterests(given: string): Result<string[]> {
  if (given.length > RAW_WORDS) return refuse('space.interests', 'interests', { max: WORDS_MAX });
  const words = new Map<string, string>();
  for (const part of given.split(/[,;\n]/)) {
    const word = line(part.replace(/^[\s#]+/, ''));
    if (word.length > WORD_MAX) return refuse('space.interestLong', 'interests', { max: WORD_MAX });
    if (word !== '' && !words.has(word.toLowerCase())) words.set(word.toLowerCase(), word);
  }
  return words.size > WORDS_MAX ? refuse('space.interests', 'interests', { max: WORDS_MAX }) : accept([...words.values()]);
}

const line = (given: string): string => given.normalize('NFC').replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, ' ').replace(/\s+/g, ' ').trim();
