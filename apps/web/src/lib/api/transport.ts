import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
import type { OperationRecord } from './graphql.ts';

/** Sends an operation and gives its data, or throws an `ApiFailure`. */
export type ApiTransport = <Result, Variables>(
  operation: DocumentTypeDecoration<Result, Variables>,
  ...variables: Record<string, never> extends Variables ? [Variables?] : [Variables]
) => Promise<Result>;

/** Codes of the API's errors that the interface tells apart. */
export type FailureCode = 'UNAUTHENTICATED' | 'RULES_DUE' | 'STEP_UP_REQUIRED' | 'SECOND_FACTOR_REQUIRED' | 'NOT_FOUND' | 'READ_ONLY' | 'BAD_USER_INPUT' | 'RATE_LIMITED' | 'UNAVAILABLE' | 'INTERNAL';

/** An operation that did not give its data. Refusals are data, not failures. */
export class ApiFailure extends Error {
  readonly code: FailureCode;
  /** Names the request in the server's log. */
  readonly requestId: string | undefined;
  /** Seconds to wait, when there were too many requests. */
  readonly retryAfter: number | undefined;

  constructor(code: FailureCode, message: string, requestId?: string, retryAfter?: number) {
    super(message);
    this.name = 'ApiFailure';
    this.code = code;
    this.requestId = requestId;
    this.retryAfter = retryAfter;
  }
}

const CODES: Record<string, FailureCode> = {
  UNAUTHENTICATED: 'UNAUTHENTICATED',
  STEP_UP_REQUIRED: 'STEP_UP_REQUIRED',
  SECOND_FACTOR_REQUIRED: 'SECOND_FACTOR_REQUIRED',
  FORBIDDEN: 'NOT_FOUND',
  NOT_FOUND: 'NOT_FOUND',
  READ_ONLY: 'READ_ONLY',
  BAD_USER_INPUT: 'BAD_USER_INPUT',
  BAD_REQUEST: 'BAD_USER_INPUT',
  RATE_LIMITED: 'RATE_LIMITED',
  RULES_DUE: 'RULES_DUE',
};

/** The body of a request for an operation: persisted when it was built, with its text in development. */
export function requestBody(operation: unknown, variables: unknown): string {
  const { name, text, hash } = operation as OperationRecord;
  const common = { operationName: name, variables: variables ?? {} };
  return JSON.stringify(
    hash ? { ...common, extensions: { persistedQuery: { version: 1, sha256Hash: hash } } } : { ...common, query: text },
  );
}

/**
 * The data of an answer.
 * @throws {ApiFailure} when the answer carries errors or is not a GraphQL answer.
 */
export function dataOf<Result>(status: number, body: unknown, requestId: string | undefined): Result {
  const answer = body as { data?: Result | null; errors?: { message?: string; extensions?: { code?: string; requestId?: string; retryAfter?: number } }[] } | null;
  const [first] = answer?.errors ?? [];
  if (first) {
    const code = CODES[first.extensions?.code ?? ''] ?? (status === 429 ? 'RATE_LIMITED' : 'INTERNAL');
    throw new ApiFailure(code, first.message ?? '', first.extensions?.requestId ?? requestId, first.extensions?.retryAfter);
  }
  if (answer?.data === undefined || answer.data === null) {
    const code = status === 429 ? 'RATE_LIMITED' : status === 503 || status === 502 ? 'UNAVAILABLE' : 'INTERNAL';
    throw new ApiFailure(code, `the API answered ${status}`, requestId);
  }
  return answer.data;
}
