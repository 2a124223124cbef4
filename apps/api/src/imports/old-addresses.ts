import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Viewer } from '@foyer/domain/access';
import type { Database } from '../platform/database/database.js';
import type { RequestContextFactory } from '../platform/http/request-context-factory.js';
import { readableBy } from '../spaces/index.js';
import { parseOldAddress, type OldTarget } from './discourse/old-address.js';
import { keyOf } from './discourse/keys.js';
import { memberPath, postPath, spacePath, threadPath } from './new-address.js';

const ROUTES = ['/t/*', '/p/*', '/u/*', '/users/*', '/c/*'];
/** A day: long enough to be useful, short enough for a move or a new restriction to be noticed. */
const KEPT_SECONDS = 86_400;

/** Answers that there is nothing; the server's own way unless another is given. */
export type AnswerMissing = (request: FastifyRequest, reply: FastifyReply) => unknown;

/**
 * Addresses of the forum that was imported → 301 to the new ones. What the viewer may not read is answered exactly
 * like what never existed.
 * @param missing for instance the pages' own "not found"
 */
export function serveOldAddresses(fastify: FastifyInstance, database: Database, contexts: RequestContextFactory, missing: AnswerMissing = (_request, reply) => reply.callNotFound()): void {
  const answer = async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const target = parseOldAddress(request.url.replace(/[?#].*$/, ''));
    const { viewer } = await contexts.of(request, null);
    const path = target && (await newAddressOf(database, target, viewer));
    if (path === null) return missing(request, reply);
    const kept = viewer.memberId === null ? `public, max-age=${KEPT_SECONDS}` : 'private, no-cache';
    return reply.code(301).header('location', path).header('cache-control', kept).header('vary', 'cookie').send();
  };
  for (const route of ROUTES) fastify.get(route, answer);
}

/** Where a thing of the old forum is for this viewer; null when it is nowhere for her. */
export async function newAddressOf(database: Database, target: OldTarget, viewer: Viewer): Promise<string | null> {
  switch (target.kind) {
    case 'thread':
      return threadAddress(database, target.topicId, target.postNumber, viewer);
    case 'post':
      return postAddress(database, keyOf.post(target.postId), viewer);
    case 'member':
      return memberAddress(database, keyOf.username(target.username));
    case 'space':
      return spaceAddress(database, target.categoryId === null ? keyOf.spaceSlug(target.slug) : keyOf.space(target.categoryId), viewer);
  }
}

// The latest import wins where two forums had the same number.
const NEWEST = 'ORDER BY r.created_at DESC LIMIT 1';

async function threadAddress(database: Database, topicId: number, postNumber: number | null, viewer: Viewer): Promise<string | null> {
  const found = postNumber !== null && postNumber > 1 ? await postAddress(database, keyOf.postNumber(topicId, postNumber), viewer) : null;
  if (found !== null) return found;
  const values: unknown[] = [keyOf.thread(topicId)];
  const thread = await database.row<{ code: string; slug: string }>(
    `SELECT t.code, t.slug FROM import_refs r JOIN threads t ON t.id = r.internal_id JOIN spaces s ON s.id = t.space_id
      WHERE r.kind = 'thread' AND r.external_id = $1 AND t.state = 'visible' AND ${readableBy(viewer, values)} ${NEWEST}`,
    values,
  );
  return thread && threadPath(thread.code, thread.slug);
}

async function postAddress(database: Database, key: string, viewer: Viewer): Promise<string | null> {
  const values: unknown[] = [key];
  const post = await database.row<{ code: string; slug: string; post_code: string }>(
    `SELECT t.code, t.slug, p.code AS post_code FROM import_refs r JOIN posts p ON p.id = r.internal_id JOIN threads t ON t.id = p.thread_id JOIN spaces s ON s.id = t.space_id
      WHERE r.kind = 'post' AND r.external_id = $1 AND p.state = 'visible' AND t.state = 'visible' AND ${readableBy(viewer, values)} ${NEWEST}`,
    values,
  );
  return post && postPath(post.code, post.slug, post.post_code);
}

async function memberAddress(database: Database, key: string): Promise<string | null> {
  const member = await database.row<{ handle: string }>(
    `SELECT m.handle::text AS handle FROM import_refs r JOIN members m ON m.id = r.internal_id WHERE r.kind = 'member' AND r.external_id = $1 ${NEWEST}`,
    [key],
  );
  return member && memberPath(member.handle);
}

async function spaceAddress(database: Database, key: string, viewer: Viewer): Promise<string | null> {
  const values: unknown[] = [key];
  const space = await database.row<{ slug: string }>(
    `SELECT s.slug FROM import_refs r JOIN spaces s ON s.id = r.internal_id WHERE r.kind = 'space' AND r.external_id = $1 AND ${readableBy(viewer, values)} ${NEWEST}`,
    values,
  );
  return space && spacePath(space.slug);
}
