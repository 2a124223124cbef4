export { fillLetter, LETTER_MAX, parseLetter, SUBJECT_MAX, type LetterDraft } from './letter.js';
