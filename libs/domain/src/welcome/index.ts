export { fillLetter, LETTER_MAX, parseInterests, parseLetter, SUBJECT_MAX, type LetterDraft } from './letter.js';
