import { error, redirect } from '@sveltejs/kit';
import { ApiFailure } from './transport.ts';

/**
 * Turns a failed operation of a `load` or an action into what a page shows: sign-in, not found,
 * too many requests, out of order. Anything else is thrown on.
 * @param from address to come back to after signing in
 * @param written what the form at hand holds: it is shown, so that it is not lost
 */
export function pageFailure(cause: unknown, from: URL, written?: string): never {
  if (!(cause instanceof ApiFailure)) throw cause;
  const { code, requestId } = cause;
  const body = { code, ...(requestId !== undefined && { requestId }), ...(written !== undefined && { written }), ...(cause.retryAfter !== undefined && { retryAfter: cause.retryAfter }) };
  switch (code) {
    case 'UNAUTHENTICATED':
      if (written !== undefined) error(401, { message: 'Unauthorized', ...body });
      redirect(303, `/sign-in?next=${encodeURIComponent(from.pathname + from.search)}`);
      break;
    case 'STEP_UP_REQUIRED':
      redirect(303, `/step-up?next=${encodeURIComponent(from.pathname + pageSearch(from))}`);
      break;
    case 'SECOND_FACTOR_REQUIRED':
      redirect(303, `/settings/security/enrol?next=${encodeURIComponent(from.pathname + pageSearch(from))}`);
      break;
    case 'RULES_DUE':
      // What was written is shown, so that it is not lost on the way to the rules.
      if (written !== undefined) error(403, { message: 'Forbidden', ...body });
      redirect(303, `/rules/accept?next=${encodeURIComponent(from.pathname + from.search)}`);
      break;
    case 'NOT_FOUND':
      error(404, { message: 'Not Found', ...body });
      break;
    case 'READ_ONLY':
      error(403, { message: 'Read Only', ...body });
      break;
    case 'BAD_USER_INPUT':
      error(400, { message: 'Bad Request', ...body });
      break;
    case 'RATE_LIMITED':
      error(429, { message: 'Too Many Requests', ...body });
      break;
    case 'UNAVAILABLE':
      error(503, { message: 'Service Unavailable', ...body });
      break;
    case 'INTERNAL':
      console.error(JSON.stringify({ level: 'error', requestId, page: from.pathname, error: cause.message }));
      error(500, { message: 'Internal Error', ...body });
  }
}

/** The query of a page, without the name of the form's action: one comes back to the page, not to the act. */
function pageSearch(from: URL): string {
  const kept = [...from.searchParams].filter(([name]) => !name.startsWith('/'));
  return kept.length === 0 ? '' : `?${new URLSearchParams(kept).toString()}`;
}

/** What was found, or a "not found" page: what one may not see answers like what does not exist. */
export function found<Value>(value: Value | null | undefined): Value {
  if (value === null || value === undefined) error(404, { message: 'Not Found', code: 'NOT_FOUND' });
  return value;
}
