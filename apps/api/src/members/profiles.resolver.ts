import { Args, Context, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../platform/auth/allow.js';
import { answer } from '../platform/graphql/answer.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { ChangeHandle } from './change-handle.js';
import { EditMember } from './edit-member.js';
import { DoneResult } from './member.types.js';
import { ProfileQueries } from './profile.queries.js';
import { HandleResult, MemberEditInput, MemberProfile, ProfileInput } from './profile.types.js';
import { UpdateProfile } from './update-profile.js';

@Resolver()
export class ProfilesResolver {
  constructor(
    private readonly queries: ProfileQueries,
    private readonly profiles: UpdateProfile,
    private readonly handles: ChangeHandle,
    private readonly edits: EditMember,
  ) {}

  @Query(() => MemberProfile, { nullable: true, description: 'By her handle, or by one that she had.' })
  @Allow('member.read')
  member(@Context() ctx: RequestContext, @Args('handle', { type: () => String }) handle: string): Promise<MemberProfile | null> {
    return this.queries.profile(ctx, handle);
  }

  @Mutation(() => DoneResult)
  @Allow('profile.edit')
  async updateProfile(@Context() ctx: RequestContext, @Args('input', { type: () => ProfileInput }) input: ProfileInput): Promise<typeof DoneResult> {
    return answer(await this.profiles.run(ctx, input), ctx);
  }

  @Mutation(() => HandleResult)
  @Allow('profile.edit')
  async changeHandle(@Context() ctx: RequestContext, @Args('wished', { type: () => String }) wished: string): Promise<typeof HandleResult> {
    return answer(await this.handles.run(ctx, wished), ctx);
  }

  @Mutation(() => DoneResult)
  @Allow('member.edit')
  async editMember(@Context() ctx: RequestContext, @Args('input', { type: () => MemberEditInput }) input: MemberEditInput): Promise<typeof DoneResult> {
    return answer(await this.edits.run(ctx, input), ctx);
  }
}
