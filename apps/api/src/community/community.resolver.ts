import { Context, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../platform/auth/allow.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { CommunityQueries } from './community.queries.js';
import { Community } from './community.types.js';

@Resolver()
export class CommunityResolver {
  constructor(private readonly queries: CommunityQueries) {}

  @Query(() => Community)
  @Allow('community.read', { whileEnrolling: true })
  community(@Context() ctx: RequestContext): Promise<Community> {
    return this.queries.community(ctx);
  }
}
