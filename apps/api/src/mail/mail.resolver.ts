import { Inject } from '@nestjs/common';
import { Args, Context, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { DoneResult } from '../members/index.js';
import { Allow } from '../platform/auth/allow.js';
import { SETTINGS, type Settings } from '../platform/config/settings.js';
import { answer } from '../platform/graphql/answer.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { CheckDomain } from './check-domain.js';
import { HoldSending } from './hold-sending.js';
import { MailQueries } from './mail.queries.js';
import {
  GateEnum, GateResult, MailContentResult, MailDetail, MailFinding, MailPage, MailSetup, MailStateEnum, SendingGate, TestMailResult,
  type GateWord, type MailStateWord,
} from './mail.types.js';
import { OpenMail } from './open-mail.js';
import { RetryMail } from './retry-mail.js';
import { SendTestMail } from './send-test-mail.js';
import { StopMails } from './stop-mails.js';

const text = { type: () => String } as const;
const optionalText = { type: () => String, nullable: true } as const;

@Resolver()
export class MailResolver {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly queries: MailQueries,
    private readonly opening: OpenMail,
    private readonly retrying: RetryMail,
    private readonly testing: SendTestMail,
    private readonly checking: CheckDomain,
    private readonly holding: HoldSending,
    private readonly stopping: StopMails,
  ) {}

  @Query(() => MailPage)
  @Allow('mail.read')
  mails(
    @Args('state', { type: () => MailStateEnum, nullable: true }) state: MailStateWord | null,
    @Args('template', optionalText) template: string | null,
    @Args('search', optionalText) search: string | null,
    @Args('after', optionalText) after: string | null,
    @Args('first', { type: () => Int, nullable: true, defaultValue: 50 }) first: number | null,
  ): Promise<MailPage> {
    return this.queries.page({ state: state ?? null, template: template ?? null, search: search ?? null }, after ?? null, first ?? 50);
  }

  @Query(() => MailDetail, { nullable: true })
  @Allow('mail.read')
  mail(@Context() ctx: RequestContext, @Args('mailId', text) mailId: string): Promise<MailDetail | null> {
    return this.queries.detail(ctx, mailId);
  }

  @Query(() => MailSetup)
  @Allow('mail.read')
  mailSetup(): MailSetup {
    return this.queries.setup();
  }

  @Query(() => [MailFinding])
  @Allow('mail.read')
  mailCheck(@Context() ctx: RequestContext): Promise<MailFinding[]> {
    return this.checking.run(ctx) as Promise<MailFinding[]>;
  }

  @Query(() => SendingGate)
  @Allow('sending.read')
  sendingGate(): Promise<SendingGate> {
    return this.holding.view();
  }

  // Mails hold what members alone were meant to read: an open browser is not enough.
  @Mutation(() => MailContentResult, { description: 'What a mail says. When it opens something, reading it is recorded.' })
  @Allow('mail.read', { stepUp: true })
  async openMail(@Context() ctx: RequestContext, @Args('mailId', text) mailId: string): Promise<typeof MailContentResult> {
    return answer(await this.opening.run(ctx, mailId), ctx);
  }

  @Mutation(() => DoneResult)
  @Allow('mail.retry')
  async retryMail(@Context() ctx: RequestContext, @Args('mailId', text) mailId: string): Promise<typeof DoneResult> {
    return answer(await this.retrying.run(ctx, mailId), ctx);
  }

  @Mutation(() => TestMailResult)
  @Allow('mail.retry')
  async sendTestMail(@Context() ctx: RequestContext): Promise<typeof TestMailResult> {
    return answer(await this.testing.run(ctx, this.settings.publicUrl), ctx);
  }

  @Mutation(() => GateResult)
  @Allow('sending.hold')
  async holdSending(
    @Context() ctx: RequestContext,
    @Args('state', { type: () => GateEnum }) state: GateWord,
    @Args('reason', text) reason: string,
  ): Promise<typeof GateResult> {
    return answer(await this.holding.run(ctx, state, reason), ctx);
  }

  @Mutation(() => DoneResult, { description: 'Whoever has the link of a mail stops mails of its kind, or takes them again.' })
  @Allow('mail.stop')
  async stopMails(@Context() ctx: RequestContext, @Args('token', text) token: string, @Args('stop', { type: () => Boolean }) stop: boolean): Promise<typeof DoneResult> {
    return answer(await this.stopping.run(token, stop), ctx);
  }
}
