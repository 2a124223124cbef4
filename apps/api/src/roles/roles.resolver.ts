import { Args, Context, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { DoneResult, RoleEnum, type RoleWord } from '../members/index.js';
import { Allow } from '../platform/auth/allow.js';
import { answer } from '../platform/graphql/answer.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { AssignRoles } from './assign-roles.js';
import { KeepRoles } from './keep-roles.js';
import { CustomRole, CustomRoleMembers, CustomRoleResult, RoleMatrix } from './role.types.js';
import { RolesQueries } from './roles.queries.js';

const text = { type: () => String } as const;

/** Who may do what: the matrix, the custom roles, and who holds them. */
@Resolver()
export class RolesResolver {
  constructor(
    private readonly queries: RolesQueries,
    private readonly keep: KeepRoles,
    private readonly assign: AssignRoles,
  ) {}

  @Query(() => RoleMatrix)
  @Allow('role.read')
  roleMatrix(@Context() ctx: RequestContext): Promise<RoleMatrix> {
    return this.queries.matrix(ctx);
  }

  @Query(() => [CustomRole])
  @Allow('role.read')
  customRoles(@Context() ctx: RequestContext): Promise<CustomRole[]> {
    return this.queries.custom(ctx);
  }

  @Query(() => CustomRoleMembers, { nullable: true })
  @Allow('role.read')
  customRoleMembers(
    @Context() ctx: RequestContext,
    @Args('roleCode', text) roleCode: string,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
    @Args('first', { type: () => Int, nullable: true, defaultValue: 50 }) first: number | null,
  ): Promise<CustomRoleMembers | null> {
    return this.queries.members(ctx, roleCode, after ?? null, first ?? 50);
  }

  @Mutation(() => CustomRoleResult)
  @Allow('role.administer', { stepUp: true })
  async createCustomRole(
    @Context() ctx: RequestContext,
    @Args('name', text) name: string,
    @Args('description', text) description: string,
    @Args('permissions', { type: () => [String] }) permissions: string[],
  ): Promise<typeof CustomRoleResult> {
    return answer(await this.keep.create(ctx, { name, description, permissions }), ctx);
  }

  @Mutation(() => CustomRoleResult)
  @Allow('role.administer', { stepUp: true })
  async editCustomRole(
    @Context() ctx: RequestContext,
    @Args('roleCode', text) roleCode: string,
    @Args('name', text) name: string,
    @Args('description', text) description: string,
    @Args('permissions', { type: () => [String] }) permissions: string[],
  ): Promise<typeof CustomRoleResult> {
    return answer(await this.keep.edit(ctx, roleCode, { name, description, permissions }), ctx);
  }

  @Mutation(() => DoneResult)
  @Allow('role.administer', { stepUp: true })
  async deleteCustomRole(@Context() ctx: RequestContext, @Args('roleCode', text) roleCode: string): Promise<typeof DoneResult> {
    return answer(await this.keep.remove(ctx, roleCode), ctx);
  }

  @Mutation(() => DoneResult)
  @Allow('role.assign', { stepUp: true })
  async setMemberRole(@Context() ctx: RequestContext, @Args('handle', text) handle: string, @Args('role', { type: () => RoleEnum }) role: RoleWord): Promise<typeof DoneResult> {
    return answer(await this.assign.setRole(ctx, handle, role), ctx);
  }

  @Mutation(() => DoneResult)
  @Allow('role.assign', { stepUp: true })
  async setMemberCustomRole(
    @Context() ctx: RequestContext,
    @Args('handle', text) handle: string,
    @Args('roleCode', text) roleCode: string,
    @Args('held', { type: () => Boolean }) held: boolean,
  ): Promise<typeof DoneResult> {
    return answer(await this.assign.setCustomRole(ctx, handle, roleCode, held), ctx);
  }
}
