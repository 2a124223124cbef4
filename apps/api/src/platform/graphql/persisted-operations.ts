import { existsSync, readFileSync } from 'node:fs';
import type { FastifyReply, FastifyRequest } from 'fastify';

interface GraphQLBody {
  query?: unknown;
  extensions?: { persistedQuery?: { sha256Hash?: unknown } };
}

/** The list that the web build writes: SHA-256 of a document → the document. Empty when it was never built. */
export function readPersistedOperations(file: string): ReadonlyMap<string, string> {
  if (!existsSync(file)) return new Map();
  return new Map(Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>));
}

/**
 * A hook before GraphQL: replaces the hash by its document. With `only`, a document in the request is refused:
 * nobody can make the server run an operation that the product does not have.
 */
export function persistedOperationsHook(operations: ReadonlyMap<string, string>, only: boolean) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    const body = request.body as GraphQLBody | null | undefined;
    if (Array.isArray(body) || typeof body !== 'object' || body === null) return refuse(reply, 'BAD_REQUEST', 'Malformed request');
    const hash = body.extensions?.persistedQuery?.sha256Hash;
    if (hash !== undefined) {
      const document = typeof hash === 'string' ? operations.get(hash) : undefined;
      if (document === undefined) return refuse(reply, 'PERSISTED_QUERY_NOT_FOUND', 'Unknown operation');
      body.query = document;
      delete body.extensions;
      return undefined;
    }
    if (only) return refuse(reply, 'PERSISTED_QUERY_ONLY', 'Only persisted operations are accepted');
    return undefined;
  };
}

const refuse = (reply: FastifyReply, code: string, message: string): FastifyReply =>
  reply.code(400).send({ errors: [{ message, extensions: { code } }] });
