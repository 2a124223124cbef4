export { QUESTION_LIMITS, folded, readQuestion, type Question } from './question.js';
export { TYPO_MIN, isOneTypoAway, meantBy, type KnownWord } from './typos.js';
