import { formatWait, m } from '#lib/i18n/index.ts';
import type { ApiFailure } from './transport.ts';

/** What somebody is told who tried too often. */
export const tooMany = ({ retryAfter }: Pick<ApiFailure, 'retryAfter'>): string => (retryAfter === undefined ? m.form_too_many() : m.form_too_many_wait({ wait: formatWait(retryAfter) }));
