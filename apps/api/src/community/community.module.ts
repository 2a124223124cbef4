import { Module } from '@nestjs/common';
import { CommunityQueries, CommunityResolver } from './community.resolver.js';

@Module({ providers: [CommunityQueries, CommunityResolver], exports: [CommunityQueries] })
export class CommunityModule {}
