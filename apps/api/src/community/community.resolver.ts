import { Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../platform/auth/allow.js';
import { CommunityQueries } from './community.queries.js';
import { Community } from './community.types.js';

@Resolver()
export class CommunityResolver {
  constructor(private readonly queries: CommunityQueries) {}

  @Query(() => Community)
  @Allow('community.read')
  community(): Promise<Community> {
    return this.queries.community();
  }
}
