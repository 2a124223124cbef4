import { Args, Context, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { parseGroupRule } from '@foyer/domain/groups';
import { DoneResult } from '../members/index.js';
import { Allow } from '../platform/auth/allow.js';
import { answer } from '../platform/graphql/answer.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { Group, GroupMembers, GroupResult, GroupRuleInput, GroupRulePreviewResult } from './group.types.js';
import { GroupRules } from './group-rules.js';
import { GroupRulesQueries } from './group-rules.queries.js';
import { GroupsQueries } from './groups.queries.js';
import { KeepGroups } from './keep-groups.js';

const text = { type: () => String } as const;

@Resolver()
export class GroupsResolver {
  constructor(
    private readonly queries: GroupsQueries,
    private readonly keep: KeepGroups,
    private readonly rules: GroupRules,
    private readonly ruled: GroupRulesQueries,
  ) {}

  @Query(() => [Group])
  @Allow('group.administer')
  groups(): Promise<Group[]> {
    return this.queries.all();
  }

  @Query(() => GroupMembers, { nullable: true })
  @Allow('group.administer')
  groupMembers(
    @Args('groupCode', text) groupCode: string,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
    @Args('first', { type: () => Int, nullable: true, defaultValue: 50 }) first: number | null,
  ): Promise<GroupMembers | null> {
    return this.queries.members(groupCode, after ?? null, first ?? 50);
  }

  @Query(() => GroupRulePreviewResult)
  @Allow('group.administer')
  async previewGroupRule(
    @Context() ctx: RequestContext,
    @Args('rule', { type: () => GroupRuleInput }) rule: GroupRuleInput,
    @Args('groupCode', { type: () => String, nullable: true }) groupCode: string | null,
  ): Promise<typeof GroupRulePreviewResult> {
    const parsed = parseGroupRule(rule);
    return parsed.ok ? this.ruled.preview(parsed.value, groupCode ?? null) : answer(parsed, ctx);
  }

  @Mutation(() => GroupResult, { description: 'Without a rule, people are added by hand again.' })
  @Allow('group.administer')
  async setGroupRule(
    @Context() ctx: RequestContext,
    @Args('groupCode', text) groupCode: string,
    @Args('rule', { type: () => GroupRuleInput, nullable: true }) rule: GroupRuleInput | null,
  ): Promise<typeof GroupResult> {
    return answer(await this.rules.set(ctx, groupCode, rule ?? null), ctx);
  }

  @Mutation(() => GroupResult)
  @Allow('group.administer')
  async createGroup(@Context() ctx: RequestContext, @Args('name', text) name: string, @Args('description', text) description: string): Promise<typeof GroupResult> {
    return answer(await this.keep.create(ctx, name, description), ctx);
  }

  @Mutation(() => GroupResult)
  @Allow('group.administer')
  async editGroup(
    @Context() ctx: RequestContext,
    @Args('groupCode', text) groupCode: string,
    @Args('name', text) name: string,
    @Args('description', text) description: string,
  ): Promise<typeof GroupResult> {
    return answer(await this.keep.edit(ctx, groupCode, name, description), ctx);
  }

  @Mutation(() => DoneResult)
  @Allow('group.administer')
  async deleteGroup(@Context() ctx: RequestContext, @Args('groupCode', text) groupCode: string): Promise<typeof DoneResult> {
    return answer(await this.keep.remove(ctx, groupCode), ctx);
  }

  @Mutation(() => DoneResult)
  @Allow('group.administer')
  async setGroupMember(
    @Context() ctx: RequestContext,
    @Args('groupCode', text) groupCode: string,
    @Args('handle', text) handle: string,
    @Args('member', { type: () => Boolean }) member: boolean,
  ): Promise<typeof DoneResult> {
    return answer(await this.keep.setMember(ctx, groupCode, handle, member), ctx);
  }
}
