import { GraphQLError } from 'graphql';

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
export const PUBLIC_CODES: ReadonlySet<string> = new Set([
  'NOT_FOUND', 'UNAUTHENTICATED', 'FORBIDDEN', 'BAD_USER_INPUT', 'RATE_LIMITED',
  'GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'OPERATION_RESOLUTION_FAILURE', 'BAD_REQUEST',
  'PERSISTED_QUERY_NOT_FOUND', 'PERSISTED_QUERY_NOT_SUPPORTED',
]);
