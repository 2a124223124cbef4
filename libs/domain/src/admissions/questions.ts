import { refuse, type Result } from '../result/index.js';

export const QUESTIONS_MAX = 6;
export const QUESTION_MAX = 200;
export const ANSWER_MAX = 1_000;

/** What somebody who asks to come in is asked. */
export interface Question {
  readonly id: string;
  readonly fr: string;
  readonly en: string;
  readonly required: boolean;
}

const line = (text: string): string => text.replace(/[\p{Cc}\p{Cf}]/gu, ' ').replace(/\s+/g, ' ').trim();

/** Checks the questions that an administrator wrote; an empty one is left out, one language may stand for both. */
export function parseQuestions(drafts: readonly Question[]): Result<Question[]> {
  if (drafts.length > QUESTIONS_MAX) return refuse('admission.questionsMany', 'questions', { max: QUESTIONS_MAX });
  const questions: Question[] = [];
  for (const [n, draft] of drafts.entries()) {
    if (draft.fr.length > QUESTION_MAX * 4 || draft.en.length > QUESTION_MAX * 4) return refuse('admission.questionLong', 'questions', { max: QUESTION_MAX });
    const [fr, en] = [line(draft.fr), line(draft.en)];
    if (fr === '' && en === '') continue;
    if (fr.length > QUESTION_MAX || en.length > QUESTION_MAX) return refuse('admission.questionLong', 'questions', { max: QUESTION_MAX });
    const id = /^[a-z0-9]{1,12}$/.test(draft.id) ? draft.id : `q${n + 1}`;
    if (questions.some((question) => question.id === id)) return refuse('admission.questionTwice', 'questions');
    questions.push({ id, fr: fr || en, en: en || fr, required: draft.required });
  }
  return { ok: true, value: questions };
}

/** What an applicant answered, with the question as it stood: questions change, her answer does not. */
export interface Answered {
  readonly id: string;
  readonly question: string;
  readonly answer: string;
}

/** Checks the answers: each required question has one, none is endless. */
export function parseAnswers(questions: readonly Question[], answers: readonly { readonly id: string; readonly answer: string }[], locale: 'fr' | 'en'): Result<Answered[]> {
  const given: Answered[] = [];
  for (const question of questions) {
    const raw = answers.find((one) => one.id === question.id)?.answer ?? '';
    if (raw.length > ANSWER_MAX) return refuse('admission.answerLong', `answer:${question.id}`, { max: ANSWER_MAX });
    const answer = raw.replace(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/g, '').trim();
    if (answer === '' && question.required) return refuse('admission.answerMissing', `answer:${question.id}`);
    if (answer !== '') given.push({ id: question.id, question: question[locale], answer });
  }
  return { ok: true, value: given };
}
