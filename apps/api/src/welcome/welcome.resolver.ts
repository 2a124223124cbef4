import { Args, Context, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Done, DoneResult } from '../members/index.js';
import { Allow } from '../platform/auth/allow.js';
import { answer } from '../platform/graphql/answer.js';
import { LocaleEnum, type LocaleWord } from '../platform/graphql/words.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { KeepWelcome } from './keep-welcome.js';
import { TakeSteps } from './take-steps.js';
import { WelcomeQueries } from './welcome.queries.js';
import { WelcomeInput, WelcomePath, WelcomePreviewResult, WelcomeSettings } from './welcome.types.js';

/** A new member's first steps, and how the team sets them up. */
@Resolver()
export class WelcomeResolver {
  constructor(
    private readonly queries: WelcomeQueries,
    private readonly steps: TakeSteps,
    private readonly keep: KeepWelcome,
  ) {}

  @Query(() => WelcomePath, { nullable: true })
  @Allow('profile.edit')
  welcome(@Context() ctx: RequestContext): Promise<WelcomePath | null> {
    return this.queries.path(ctx);
  }

  @Mutation(() => Done)
  @Allow('profile.edit')
  chooseInterests(@Context() ctx: RequestContext, @Args('interests', { type: () => [String] }) interests: string[]): Promise<Done> {
    return this.steps.choose(ctx, interests);
  }

  @Mutation(() => Done)
  @Allow('profile.edit')
  dismissWelcome(@Context() ctx: RequestContext, @Args('on', { type: () => Boolean }) on: boolean): Promise<Done> {
    return this.steps.dismiss(ctx, on);
  }

  @Query(() => WelcomeSettings)
  @Allow('welcome.configure')
  welcomeSettings(@Context() ctx: RequestContext): Promise<WelcomeSettings> {
    return this.queries.settings(ctx);
  }

  @Mutation(() => DoneResult)
  @Allow('welcome.configure')
  async editWelcome(@Context() ctx: RequestContext, @Args('input', { type: () => WelcomeInput }) input: WelcomeInput): Promise<typeof DoneResult> {
    return answer(await this.keep.save(ctx, input), ctx);
  }

  @Mutation(() => WelcomePreviewResult)
  @Allow('welcome.configure')
  async previewWelcome(
    @Context() ctx: RequestContext,
    @Args('input', { type: () => WelcomeInput }) input: WelcomeInput,
    @Args('locale', { type: () => LocaleEnum }) locale: LocaleWord,
  ): Promise<typeof WelcomePreviewResult> {
    return answer(await this.keep.preview(ctx, input, locale), ctx);
  }
}
