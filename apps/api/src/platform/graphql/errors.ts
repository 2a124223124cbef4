import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { isAway, isMalformedValue } from '../database/failures.js';
import { log } from '../http/log.js';

/** The viewer may not see it, or there is no such thing: the two are told alike. */
export class NotFound extends GraphQLError {
  constructor() {
    super('Not found', { extensions: { code: 'NOT_FOUND' } });
  }
}

export class Unauthenticated extends GraphQLError {
  constructor() {
    super('Sign in first', { extensions: { code: 'UNAUTHENTICATED' } });
  }
}

export class Forbidden extends GraphQLError {
  constructor() {
    super('Not allowed', { extensions: { code: 'FORBIDDEN' } });
  }
}

/** She must have a second factor and has none yet: until then she may get one, and nothing else. */
export class SecondFactorRequired extends GraphQLError {
  constructor() {
    super('Set up a second factor first', { extensions: { code: 'SECOND_FACTOR_REQUIRED' } });
  }
}

/** Too long ago that she proved who she is, for what she is about to do. */
export class StepUpRequired extends GraphQLError {
  constructor() {
    super('Prove again who you are', { extensions: { code: 'STEP_UP_REQUIRED' } });
  }
}

/** She looks at the house through other eyes: see `access-check.ts`. */
export class ReadOnly extends GraphQLError {
  constructor() {
    super('Nothing can be changed while viewing as somebody else', { extensions: { code: 'READ_ONLY' } });
  }
}

/** The rules changed: until she accepts them, she reads and writes nothing. */
export class RulesDue extends GraphQLError {
  constructor() {
    super('Accept the rules first', { extensions: { code: 'RULES_DUE' } });
  }
}

/** Malformed input that no form of ours produces (a broken cursor, a code that is none). */
export class BadInput extends GraphQLError {
  constructor(what: string) {
    super(`Malformed ${what}`, { extensions: { code: 'BAD_USER_INPUT' } });
  }
}

export class RateLimited extends GraphQLError {
  /** @param retryAfter seconds until the next try may succeed */
  constructor(retryAfter: number) {
    super('Too many requests', { extensions: { code: 'RATE_LIMITED', retryAfter } });
  }
}

const UNAVAILABLE = 'UNAVAILABLE';

/** The database does not answer: nothing is lost, and trying again may succeed. */
export class Unavailable extends GraphQLError {
  constructor() {
    super('Not available at the moment', { extensions: { code: UNAVAILABLE, http: { status: 503 } } });
  }
}

/** The HTTP status that errors ask for: 429 when limited, 503 when the database is away, otherwise 200. */
export function statusOf(errors: readonly GraphQLFormattedError[] | undefined): 200 | 429 | 503 {
  const codes = new Set(errors?.map((error) => error.extensions?.['code']));
  if (codes.has(UNAVAILABLE)) return 503;
  return codes.has('RATE_LIMITED') ? 429 : 200;
}

/** Seconds to wait, of errors that ask for it; null when none does. */
export function retryAfterOf(errors: readonly GraphQLFormattedError[] | undefined): string | null {
  const seconds = (errors ?? []).flatMap((error) => (typeof error.extensions?.['retryAfter'] === 'number' ? [error.extensions['retryAfter']] : []));
  return seconds.length > 0 ? String(Math.max(...seconds)) : null;
}

/** Codes that are ours to show; everything else is masked as INTERNAL with its request id. */
const PUBLIC_CODES: ReadonlySet<string> = new Set([
  'NOT_FOUND', 'UNAUTHENTICATED', 'FORBIDDEN', 'SECOND_FACTOR_REQUIRED', 'STEP_UP_REQUIRED', 'READ_ONLY', 'RULES_DUE', 'BAD_USER_INPUT', 'RATE_LIMITED', 'UNAVAILABLE',
  'GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'OPERATION_RESOLUTION_FAILURE', 'BAD_REQUEST',
  'PERSISTED_QUERY_NOT_FOUND', 'PERSISTED_QUERY_NOT_SUPPORTED',
]);

/** An error as it is shown: what is ours to say passes; everything else is logged with its request id and masked. */
export function shownError(formatted: GraphQLFormattedError, original: unknown, requestId: string): GraphQLFormattedError {
  const code = String(formatted.extensions?.['code'] ?? '');
  const path = formatted.path && { path: formatted.path };
  if (PUBLIC_CODES.has(code)) {
    return { message: formatted.message, ...path, extensions: original instanceof RateLimited ? original.extensions : { code } };
  }
  if (isMalformedValue(original)) {
    log.warn({ requestId, path: formatted.path, error: original }, 'malformed value');
    return { message: 'Malformed value', ...path, extensions: { code: 'BAD_USER_INPUT' } };
  }
  if (isAway(original)) {
    log.warn({ requestId, path: formatted.path, error: original }, 'database away');
    return { message: 'Not available at the moment', ...path, extensions: { code: UNAVAILABLE, requestId } };
  }
  log.error({ requestId, path: formatted.path, error: original }, 'operation failed');
  return { message: 'Internal error', ...path, extensions: { code: 'INTERNAL', requestId } };
}
