import { Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { execute, parse } from 'graphql';
import type { RequestContext } from '../../platform/http/request-context.js';
import { newId } from '../../platform/ids/ids.js';
import type { LiveSocket } from '../../platform/realtime/realtime-gateway.js';

// Everything the type has, so that a page gets from a hint what it would get by asking.
const OPERATION = parse(`
  query ThreadChanges($code: String!, $since: String!) {
    threadChanges(code: $code, since: $since) {
      code since revision reload
      thread { title slug pinned closed repliesCount lastPosition lastPostAt acceptedPostCode tags }
      posts {
        code position author { ...Card } state stateReason html lang createdAt editedAt edits wiki pinned
        reactions { kind count } replyTo { code position author { ...Card } excerpt } revision
      }
      actions { kind actor { ...Card } at afterPosition detail otherCode }
    }
  }
  fragment Card on MemberCard { handle displayName avatarUrl role badge }`);

/** As GraphQL gives it; the parts that the house itself looks at. */
export interface ReadChanges {
  readonly code: string;
  readonly since: string;
  readonly revision: string;
}

/** Reads a thread's changes exactly as one of its watchers would: same operation, same permissions. */
@Injectable()
export class ChangeReader {
  constructor(private readonly modules: ModuleRef) {}

  /** Null when this watcher may not read the thread (any more). Throws when the operation failed. */
  async read(watcher: LiveSocket, code: string, since: bigint): Promise<ReadChanges | null> {
    const { schema } = this.modules.get(GraphQLSchemaHost, { strict: false });
    const { viewer, locale } = watcher.data;
    const contextValue: RequestContext = { viewer, locale, communityRevision: '0', requestId: newId(), address: '', country: null, userAgent: null, reply: null };
    const result = await execute({ schema, document: OPERATION, contextValue, variableValues: { code, since: String(since) } });
    const [error] = result.errors ?? [];
    if (error && error.extensions['code'] !== 'NOT_FOUND') throw error;
    return (result.data?.['threadChanges'] as ReadChanges | null | undefined) ?? null;
  }
}
