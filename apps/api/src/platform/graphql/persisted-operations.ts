import { existsSync, readFileSync } from 'node:fs';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { RequestContextFactory } from '../http/request-context-factory.js';
import { retryAfterOf, statusOf } from './errors.js';
import type { OperationRunner } from './operation-runner.js';

interface GraphQLBody {
  variables?: unknown;
  extensions?: { persistedQuery?: { sha256Hash?: unknown } };
}

/** The list that the web build writes: SHA-256 of a document → the document. Empty when it was never built. */
export function readPersistedOperations(file: string): ReadonlyMap<string, string> {
  if (!existsSync(file)) return new Map();
  return new Map(Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>));
}

/**
 * A hook before GraphQL. The product's own operations (asked for by hash) are run and answered here; a document in the
 * request goes on to Apollo, or is refused when `only` the product's own are accepted: nobody can make the server run
 * an operation that the product does not have.
 */
export function persistedOperationsHook(runner: OperationRunner, contexts: RequestContextFactory, only: boolean) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    const body = request.body as GraphQLBody | null | undefined;
    if (request.method !== 'POST') return only ? refuse(reply, 'PERSISTED_QUERY_ONLY', 'Only persisted operations are accepted') : undefined;
    if (Array.isArray(body) || typeof body !== 'object' || body === null) return refuse(reply, 'BAD_REQUEST', 'Malformed request');
    const hash = body.extensions?.persistedQuery?.sha256Hash;
    if (hash === undefined) return only ? refuse(reply, 'PERSISTED_QUERY_ONLY', 'Only persisted operations are accepted') : undefined;
    if (typeof hash !== 'string' || !runner.knows(hash)) return refuse(reply, 'PERSISTED_QUERY_NOT_FOUND', 'Unknown operation');
    const variables = body.variables ?? {};
    if (typeof variables !== 'object' || Array.isArray(variables)) return refuse(reply, 'BAD_REQUEST', 'Malformed variables');
    const answer = await runner.run(hash, variables as Record<string, unknown>, await contexts.of(request, reply));
    const retryAfter = retryAfterOf(answer.errors);
    if (retryAfter !== null) void reply.header('retry-after', retryAfter);
    return reply.code(answer.data === undefined ? 400 : statusOf(answer.errors)).header('cache-control', 'no-store').type('application/json; charset=utf-8').send(JSON.stringify(answer));
  };
}

const refuse = (reply: FastifyReply, code: string, message: string): FastifyReply =>
  reply.code(400).send({ errors: [{ message, extensions: { code } }] });
