import { createUnionType, Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { CHECKED, VERDICTS, type Finding as DomainFinding } from '@foyer/domain/mail';
import { Refused } from '../platform/graphql/refused.js';
import { LocaleEnum, wordsOf, type LocaleWord } from '../platform/graphql/words.js';

export const MAIL_STATES = ['queued', 'held', 'sent', 'kept', 'failed', 'bounced', 'unwanted'] as const;
export const MailStateEnum = wordsOf(MAIL_STATES);
export type MailStateWord = (typeof MAIL_STATES)[number];
registerEnumType(MailStateEnum, { name: 'MailState' });

/** Names of GraphQL have no hyphens; the values are the gate's own words. */
export const GateEnum = { open: 'open', essential_only: 'essential-only', closed: 'closed' } as const;
export type GateWord = (typeof GateEnum)[keyof typeof GateEnum];
registerEnumType(GateEnum, { name: 'GateState' });

const CheckedEnum = wordsOf(CHECKED);
registerEnumType(CheckedEnum, { name: 'CheckedRecord' });
const VerdictEnum = wordsOf(VERDICTS);
registerEnumType(VerdictEnum, { name: 'CheckVerdict' });

@ObjectType()
export class SendingGate {
  @Field(() => GateEnum) state!: GateWord;
  @Field(() => String) reason!: string;
  @Field(() => String, { nullable: true, description: 'Who changed it last; null when nobody ever did.' }) changedBy?: string | null;
  @Field(() => Date) changedAt!: Date;
  @Field(() => Int, { description: 'Mails that wait for it to open.' }) heldCount!: number;
}

@ObjectType()
export class GateChanged {
  @Field(() => SendingGate) gate!: SendingGate;
}

export const GateResult = createUnionType({ name: 'GateResult', types: () => [GateChanged, Refused] as const, resolveType: (value) => ('gate' in value ? GateChanged : Refused) });

@ObjectType('Mail')
export class MailType {
  @Field(() => String) id!: string;
  @Field(() => String) template!: string;
  @Field(() => MailStateEnum) state!: MailStateWord;
  @Field(() => String) toAddress!: string;
  @Field(() => String, { nullable: true }) toName?: string | null;
  @Field(() => String, { nullable: true, description: 'Known once it was written out.' }) subject?: string | null;
  @Field(() => LocaleEnum) locale!: LocaleWord;
  @Field(() => Boolean) essential!: boolean;
  @Field(() => Int) attempts!: number;
  @Field(() => Date, { nullable: true }) nextTryAt?: Date | null;
  @Field(() => String, { nullable: true, description: 'What the mail server said.' }) lastError?: string | null;
  @Field(() => Date) createdAt!: Date;
  @Field(() => Date, { nullable: true }) sentAt?: Date | null;
}

@ObjectType()
export class MailCount {
  @Field(() => MailStateEnum) state!: MailStateWord;
  @Field(() => Int) count!: number;
}

@ObjectType()
export class MailPage {
  @Field(() => [MailType]) items!: MailType[];
  @Field(() => String, { nullable: true }) next?: string | null;
  @Field(() => [MailCount], { description: 'How many there are in each state, whatever the filters.' }) counts!: MailCount[];
  @Field(() => [String], { description: 'Templates that mails were written with.' }) templates!: string[];
}

@ObjectType()
export class MailDetail {
  @Field(() => MailType) mail!: MailType;
  @Field(() => String) from!: string;
  @Field(() => String, { nullable: true }) messageId?: string | null;
  @Field(() => Boolean, { description: 'It can still be read.' }) readable!: boolean;
  @Field(() => Boolean, { description: 'The viewer has to prove again who she is before she reads it.' }) proofDue!: boolean;
  @Field(() => Boolean, { description: 'It opens something: reading it is recorded.' }) opensSomething!: boolean;
  @Field(() => Boolean) retriable!: boolean;
}

@ObjectType()
export class MailContent {
  @Field(() => String) html!: string;
  @Field(() => String) text!: string;
}

export const MailContentResult = createUnionType({ name: 'MailContentResult', types: () => [MailContent, Refused] as const, resolveType: (value) => ('html' in value ? MailContent : Refused) });

@ObjectType()
export class MailSetup {
  @Field(() => Boolean, { description: 'A server is set: mails leave. Otherwise they are kept.' }) sends!: boolean;
  @Field(() => String, { nullable: true }) server?: string | null;
  @Field(() => String, { nullable: true }) from?: string | null;
  @Field(() => String, { nullable: true }) domain?: string | null;
  @Field(() => Boolean) signs!: boolean;
}

@ObjectType()
export class MailFinding implements DomainFinding {
  @Field(() => CheckedEnum) about!: DomainFinding['about'];
  @Field(() => VerdictEnum) verdict!: DomainFinding['verdict'];
  @Field(() => String) code!: string;
  @Field(() => String) name!: string;
  @Field(() => [String]) found!: string[];
  @Field(() => String, { nullable: true }) publish!: string | null;
}

@ObjectType()
export class TestMailQueued {
  @Field(() => String) mailId!: string;
}

export const TestMailResult = createUnionType({ name: 'TestMailResult', types: () => [TestMailQueued, Refused] as const, resolveType: (value) => ('mailId' in value ? TestMailQueued : Refused) });
