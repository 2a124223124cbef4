import { Module } from '@nestjs/common';
import { CommunityQueries } from './community.queries.js';
import { CommunityResolver } from './community.resolver.js';

@Module({ providers: [CommunityQueries, CommunityResolver], exports: [CommunityQueries] })
export class CommunityModule {}
