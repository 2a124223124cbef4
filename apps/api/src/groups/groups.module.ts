import { Module } from '@nestjs/common';
import './group.refusals.js';
import { GroupRules } from './group-rules.js';
import { GroupRulesQueries } from './group-rules.queries.js';
import { GroupsQueries } from './groups.queries.js';
import { GroupsResolver } from './groups.resolver.js';
import { KeepGroups } from './keep-groups.js';

@Module({ providers: [GroupRules, GroupRulesQueries, GroupsQueries, GroupsResolver, KeepGroups] })
export class GroupsModule {}
