import { Module } from '@nestjs/common';
import './group.refusals.js';
import { GroupsQueries } from './groups.queries.js';
import { GroupsResolver } from './groups.resolver.js';
import { KeepGroups } from './keep-groups.js';

@Module({ providers: [GroupsQueries, GroupsResolver, KeepGroups] })
export class GroupsModule {}
