import type { Result } from '@foyer/domain/result';
import type { RequestContext } from '../http/request-context.js';
import { refused, type Refused } from './refused.js';

/** A use case's result as the union of its mutation: the success, or the refusal in the viewer's language. */
export const answer = <T>(result: Result<T>, ctx: RequestContext): T | Refused => (result.ok ? result.value : refused(result.refusal, ctx.locale));
