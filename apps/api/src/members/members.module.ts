import { Module } from '@nestjs/common';
import './member.refusals.js';
import { MembersQueries } from './members.queries.js';
import { MembersResolver } from './members.resolver.js';
import { OnThreadActivity } from './on-thread-activity.js';
import { UpdateProfile } from './update-profile.js';

@Module({
  providers: [MembersQueries, MembersResolver, OnThreadActivity, UpdateProfile],
})
export class MembersModule {}
