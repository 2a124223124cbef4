import { accept, refuse, type Result } from '../result/index.js';

export const SUBJECT_MAX = 120;
export const LETTER_MAX = 4_000;

export interface LetterDraft {
  readonly subjectFr: string;
  readonly subjectEn: string;
  readonly bodyFr: string;
  readonly bodyEn: string;
}

/** Checks the letter of welcome; an empty text means the house's own. */
export function parseLetter(draft: LetterDraft): Result<LetterDraft> {
  for (const field of ['subjectFr', 'subjectEn'] as const) if (draft[field].length > SUBJECT_MAX) return refuse('welcome.long', field, { max: SUBJECT_MAX });
  for (const field of ['bodyFr', 'bodyEn'] as const) if (draft[field].length > LETTER_MAX) return refuse('welcome.long', field, { max: LETTER_MAX });
  return accept({ subjectFr: line(draft.subjectFr), subjectEn: line(draft.subjectEn), bodyFr: text(draft.bodyFr), bodyEn: text(draft.bodyEn) });
}

/** Puts names into a letter's blanks, and parts it at its empty lines. */
export function fillLetter(letter: string, blanks: Readonly<Record<string, string>>): string[] {
  return letter
    .replace(/\{(\w{1,20})\}/g, (whole, name: string) => (Object.hasOwn(blanks, name) ? (blanks[name] ?? whole) : whole))
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.replace(/\s*\n\s*/g, ' ').trim())
    .filter((paragraph) => paragraph !== '');
}

const line = (given: string): string => given.normalize('NFC').replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, ' ').replace(/\s+/g, ' ').trim();
const text = (given: string): string => given.normalize('NFC').replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\n]/gu, '').replace(/\p{Cs}/gu, '').trim();
