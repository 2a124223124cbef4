import { Args, Context, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Done, DoneResult } from '../members/index.js';
import { Allow } from '../platform/auth/allow.js';
import { answer } from '../platform/graphql/answer.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { AdministeredMemberQueries } from './administered-member.queries.js';
import { AdministeredMember, ViewAsInput, ViewingAs } from './role.types.js';
import { SuspendMember } from './suspend-member.js';
import { ViewAs } from './view-as.js';

const text = { type: () => String } as const;

/** One member as those who look after the house see her, and the house as others see it. */
@Resolver()
export class EyesResolver {
  constructor(
    private readonly members: AdministeredMemberQueries,
    private readonly suspension: SuspendMember,
    private readonly eyes: ViewAs,
  ) {}

  @Query(() => AdministeredMember, { nullable: true })
  @Allow('member.administer')
  administeredMember(@Context() ctx: RequestContext, @Args('handle', text) handle: string): Promise<AdministeredMember | null> {
    return this.members.one(ctx, handle);
  }

  @Mutation(() => DoneResult)
  @Allow('member.suspend')
  async suspendMember(@Context() ctx: RequestContext, @Args('handle', text) handle: string, @Args('reason', text) reason: string): Promise<typeof DoneResult> {
    return answer(await this.suspension.suspend(ctx, handle, reason), ctx);
  }

  @Mutation(() => DoneResult)
  @Allow('member.suspend')
  async reactivateMember(@Context() ctx: RequestContext, @Args('handle', text) handle: string): Promise<typeof DoneResult> {
    return answer(await this.suspension.reactivate(ctx, handle), ctx);
  }

  @Mutation(() => DoneResult)
  @Allow('member.suspend')
  async endMemberSessions(@Context() ctx: RequestContext, @Args('handle', text) handle: string): Promise<typeof DoneResult> {
    return answer(await this.suspension.signOut(ctx, handle), ctx);
  }

  @Query(() => ViewingAs, { nullable: true, description: 'Whose eyes the viewer looks through, if not her own.' })
  @Allow('community.read')
  viewingAs(@Context() ctx: RequestContext): Promise<ViewingAs | null> {
    return this.eyes.current(ctx);
  }

  @Mutation(() => DoneResult)
  @Allow('role.viewAs')
  async startViewingAs(@Context() ctx: RequestContext, @Args('input', { type: () => ViewAsInput }) input: ViewAsInput): Promise<typeof DoneResult> {
    return answer(await this.eyes.start(ctx, input), ctx);
  }

  @Mutation(() => Done)
  @Allow('session.close')
  stopViewingAs(@Context() ctx: RequestContext): Promise<Done> {
    return this.eyes.stop(ctx);
  }
}
