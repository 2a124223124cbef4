import { Unauthenticated } from '../platform/graphql/errors.js';
import type { RequestContext } from '../platform/http/request-context.js';

/** Whose session it is; operations that only members may ask for have one. */
export function ownSession(ctx: RequestContext): { readonly memberId: string; readonly sessionId: string } {
  const { memberId, sessionId } = ctx.viewer;
  if (memberId === null || sessionId === null) throw new Unauthenticated();
  return { memberId, sessionId };
}
