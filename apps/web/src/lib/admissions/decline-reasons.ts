import { m } from '#lib/i18n/index.ts';

const sentences: Readonly<Record<string, () => string>> = {
  outside: m.admission_reason_outside,
  incomplete: m.admission_reason_incomplete,
  duplicate: m.admission_reason_duplicate,
  later: m.admission_reason_later,
};

/** Why an application was declined, as the applicant reads it; null when the team wrote it by itself. */
export const declineReason = (reason: string | null | undefined): string | null => (reason && Object.hasOwn(sentences, reason) ? (sentences[reason]?.() ?? null) : null);
