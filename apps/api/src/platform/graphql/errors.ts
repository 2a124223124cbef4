import { GraphQLError, type GraphQLFormattedError } from 'graphql';
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

/** Codes that are ours to show; everything else is masked as INTERNAL with its request id. */
const PUBLIC_CODES: ReadonlySet<string> = new Set([
  'NOT_FOUND', 'UNAUTHENTICATED', 'FORBIDDEN', 'BAD_USER_INPUT', 'RATE_LIMITED',
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
  log.error({ requestId, path: formatted.path, error: original }, 'operation failed');
  return { message: 'Internal error', ...path, extensions: { code: 'INTERNAL', requestId } };
}
