import { Args, Context, Field, Mutation, ObjectType, Query, Resolver, createUnionType, registerEnumType } from '@nestjs/graphql';
import { Done, DoneResult } from '../../members/index.js';
import { Allow } from '../../platform/auth/allow.js';
import { answer } from '../../platform/graphql/answer.js';
import { Refused } from '../../platform/graphql/refused.js';
import { wordsOf } from '../../platform/graphql/words.js';
import type { RequestContext } from '../../platform/http/request-context.js';
import { ChangeAddress } from './change-address.js';
import { ChangePassword } from './change-password.js';
import { ResetPassword } from './reset-password.js';
import { WaiveOldMailbox } from './waive-old-mailbox.js';

const text = () => String;

@ObjectType({ description: 'The account is back at its address: the token lets its owner choose a new password.' })
export class AddressRestored {
  @Field(() => String) resetToken!: string;
}

export const AddressRestoredResult = createUnionType({ name: 'AddressRestoredResult', types: () => [AddressRestored, Refused] as const, resolveType: (value: object) => ('message' in value ? 'Refused' : 'AddressRestored') });

const MailboxEnum = wordsOf(['old', 'new'] as const);
registerEnumType(MailboxEnum, { name: 'Mailbox' });

@ObjectType({ description: 'One mailbox has confirmed a change of address.' })
export class AddressConfirmed {
  @Field(() => MailboxEnum, { nullable: true, description: 'The mailbox that has not so far; null when the account has moved.' }) waitsFor!: 'old' | 'new' | null;
}

export const AddressConfirmedResult = createUnionType({ name: 'AddressConfirmedResult', types: () => [AddressConfirmed, Refused] as const, resolveType: (value: object) => ('message' in value ? 'Refused' : 'AddressConfirmed') });

/** Passwords and addresses: changing them, and getting them back. */
@Resolver()
export class CredentialsResolver {
  constructor(
    private readonly passwords: ChangePassword,
    private readonly resets: ResetPassword,
    private readonly addresses: ChangeAddress,
    private readonly waivers: WaiveOldMailbox,
  ) {}

  @Mutation(() => DoneResult, { description: 'With the current password, or within ten minutes of a proof.' })
  @Allow('account.secure')
  async changePassword(
    @Context() ctx: RequestContext,
    @Args('current', { type: text, nullable: true }) current: string | null,
    @Args('password', { type: text }) password: string,
    @Args('endOthers', { type: () => Boolean }) endOthers: boolean,
  ): Promise<typeof DoneResult> {
    return answer(await this.passwords.change(ctx, current ?? '', password, endOthers), ctx);
  }

  @Mutation(() => DoneResult)
  @Allow('account.secure', { stepUp: true })
  async removePassword(@Context() ctx: RequestContext): Promise<typeof DoneResult> {
    return answer(await this.passwords.remove(ctx), ctx);
  }

  @Mutation(() => DoneResult, { description: 'Known and unknown addresses are answered alike.' })
  @Allow('account.recover', { whileEnrolling: true })
  async requestPasswordReset(@Context() ctx: RequestContext, @Args('email', { type: text }) email: string): Promise<typeof DoneResult> {
    return answer(await this.resets.ask(ctx, email), ctx);
  }

  @Query(() => Boolean)
  @Allow('account.recover', { whileEnrolling: true })
  passwordResetWorks(@Context() ctx: RequestContext, @Args('token', { type: text }) token: string): Promise<boolean> {
    return this.resets.works(ctx, token);
  }

  @Mutation(() => DoneResult)
  @Allow('account.recover', { whileEnrolling: true })
  async resetPassword(@Context() ctx: RequestContext, @Args('token', { type: text }) token: string, @Args('password', { type: text }) password: string): Promise<typeof DoneResult> {
    return answer(await this.resets.reset(ctx, token, password), ctx);
  }

  @Mutation(() => DoneResult)
  @Allow('account.secure', { stepUp: true })
  async requestAddressChange(@Context() ctx: RequestContext, @Args('email', { type: text }) email: string): Promise<typeof DoneResult> {
    return answer(await this.addresses.ask(ctx, email), ctx);
  }

  @Mutation(() => Done)
  @Allow('account.secure')
  cancelAddressChange(@Context() ctx: RequestContext): Promise<Done> {
    return this.addresses.cancel(ctx);
  }

  @Mutation(() => AddressConfirmedResult, { description: 'By the link in the new mailbox.' })
  @Allow('account.recover', { whileEnrolling: true })
  async confirmAddress(@Context() ctx: RequestContext, @Args('token', { type: text }) token: string): Promise<typeof AddressConfirmedResult> {
    return answer(await this.addresses.confirm(ctx, token), ctx);
  }

  @Mutation(() => AddressConfirmedResult, { description: 'By the link in the old mailbox.' })
  @Allow('account.recover', { whileEnrolling: true })
  async acceptAddressChange(@Context() ctx: RequestContext, @Args('token', { type: text }) token: string): Promise<typeof AddressConfirmedResult> {
    return answer(await this.addresses.accept(ctx, token), ctx);
  }

  @Query(() => Boolean, { description: 'Whether the link in the old mailbox can still accept the change.' })
  @Allow('account.recover', { whileEnrolling: true })
  addressChangeWaits(@Args('token', { type: text }) token: string): Promise<boolean> {
    return this.addresses.waits(token);
  }

  @Mutation(() => AddressRestoredResult)
  @Allow('account.recover', { whileEnrolling: true })
  async undoAddressChange(@Context() ctx: RequestContext, @Args('token', { type: text }) token: string): Promise<typeof AddressRestoredResult> {
    return answer(await this.addresses.undo(ctx, token), ctx);
  }

  @Mutation(() => AddressConfirmedResult, { description: 'The team says yes in place of a mailbox that a member has lost.' })
  @Allow('member.moveAddress', { stepUp: true })
  async waiveOldMailbox(@Context() ctx: RequestContext, @Args('handle', { type: text }) handle: string, @Args('reason', { type: text }) reason: string): Promise<typeof AddressConfirmedResult> {
    return answer(await this.waivers.run(ctx, handle, reason), ctx);
  }
}
