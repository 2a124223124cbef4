import { Field, InputType, Int, ObjectType, createUnionType, registerEnumType } from '@nestjs/graphql';
import { CONSENTS, FREE_CONSENTS, MODES } from '@foyer/domain/admissions';
import { SignedIn } from '../accounts/index.js';
import { RoleEnum, type RoleWord } from '../members/index.js';
import { Refused } from '../platform/graphql/refused.js';
import { LocaleEnum, wordsOf, type LocaleWord } from '../platform/graphql/words.js';
import { APPLICATION_STATES, INVITATION_STATES } from './admission-words.js';

export const ModeEnum = wordsOf(MODES);
export type ModeWord = keyof typeof ModeEnum;
registerEnumType(ModeEnum, { name: 'AdmissionMode' });
export const InvitationStateEnum = wordsOf(INVITATION_STATES);
export type InvitationStateWord = keyof typeof InvitationStateEnum;
registerEnumType(InvitationStateEnum, { name: 'InvitationState' });
export const ApplicationStateEnum = wordsOf(APPLICATION_STATES);
export type ApplicationStateWord = keyof typeof ApplicationStateEnum;
registerEnumType(ApplicationStateEnum, { name: 'ApplicationState' });
export const ConsentEnum = wordsOf(CONSENTS);
export type ConsentWord = keyof typeof ConsentEnum;
registerEnumType(ConsentEnum, { name: 'ConsentKind' });
export const FreeConsentEnum = wordsOf(FREE_CONSENTS);
export type FreeConsentWord = keyof typeof FreeConsentEnum;
registerEnumType(FreeConsentEnum, { name: 'FreeConsentKind' });

@ObjectType()
export class AgeFloor {
  @Field(() => String) country!: string;
  @Field(() => Int) age!: number;
}

@ObjectType()
export class DoorQuestion {
  @Field(() => String) id!: string;
  @Field(() => String) label!: string;
  @Field(() => Boolean) required!: boolean;
}

@ObjectType({ description: 'What the sign-up form asks.' })
export class AdmissionDoor {
  @Field(() => ModeEnum) mode!: ModeWord;
  @Field(() => String) homeCountry!: string;
  @Field(() => [AgeFloor]) floors!: AgeFloor[];
  @Field(() => [DoorQuestion]) questions!: DoorQuestion[];
  @Field(() => Int, { description: '0 while no rules were published.' }) rulesVersion!: number;
  @Field(() => String) newsletter!: string;
  @Field(() => String) analytics!: string;
  @Field(() => Boolean, { description: 'This browser was refused for age not long ago.' }) later!: boolean;
}

@ObjectType()
export class InvitationView {
  @Field(() => InvitationStateEnum) state!: InvitationStateWord;
  @Field(() => String, { nullable: true }) email?: string | null;
  @Field(() => RoleEnum, { nullable: true }) role?: RoleWord | null;
  @Field(() => [String]) groups!: string[];
  @Field(() => String, { nullable: true }) invitedBy?: string | null;
  @Field(() => Date, { nullable: true }) expiresAt?: Date | null;
}

@InputType()
export class AnswerInput {
  @Field(() => String) id!: string;
  @Field(() => String) answer!: string;
}

/** What is asked of everybody who comes in, by whichever way. */
@InputType({ isAbstract: true })
export abstract class EntryInput {
  @Field(() => String, { nullable: true }) country?: string | null;
  @Field(() => Boolean, { nullable: true }) oldEnough?: boolean | null;
  @Field(() => Int, { nullable: true, description: 'The version of the rules that was read and accepted.' }) rulesVersion?: number | null;
  @Field(() => Boolean, { nullable: true }) newsletter?: boolean | null;
  @Field(() => Boolean, { nullable: true }) analytics?: boolean | null;
}

@InputType()
export class SignUpInput extends EntryInput {
  @Field(() => String) displayName!: string;
  @Field(() => String) email!: string;
  @Field(() => String) password!: string;
  @Field(() => [AnswerInput], { nullable: true }) answers?: AnswerInput[] | null;
  @Field(() => String, { nullable: true }) invitation?: string | null;
  @Field(() => LocaleEnum, { nullable: true }) locale?: LocaleWord | null;
}

@InputType()
export class ClaimInput extends EntryInput {
  @Field(() => String) token!: string;
  @Field(() => String) email!: string;
  @Field(() => String) password!: string;
}

@ObjectType('ConfirmationSent')
export class ConfirmationSentType {
  @Field(() => String) challenge!: string;
  @Field(() => Date) expiresAt!: Date;
}

@ObjectType('Confirmation')
export class ConfirmationType {
  @Field(() => String) address!: string;
  @Field(() => Boolean) mailKept!: boolean;
  @Field(() => String, { nullable: true, description: 'In the demonstration on this machine alone.' }) trialCode?: string | null;
}

@ObjectType('ApplicationFiled')
export class ApplicationFiledType {
  @Field(() => String) token!: string;
}

@ObjectType('OwnApplication')
export class OwnApplicationType {
  @Field(() => ApplicationStateEnum) state!: ApplicationStateWord;
  @Field(() => String) displayName!: string;
  @Field(() => Date) filedAt!: Date;
  @Field(() => Date, { nullable: true }) decidedAt?: Date | null;
  @Field(() => String, { nullable: true }) reason?: string | null;
  @Field(() => String, { nullable: true }) words?: string | null;
  @Field(() => Boolean, { description: 'What she wrote is still there.' }) kept!: boolean;
}

@ObjectType()
export class RulesText {
  @Field(() => Int) version!: number;
  @Field(() => Int) latest!: number;
  @Field(() => String) html!: string;
  @Field(() => String) change!: string;
  @Field(() => Date) publishedAt!: Date;
}

@ObjectType()
export class ConsentView {
  @Field(() => ConsentEnum) kind!: ConsentWord;
  @Field(() => Boolean) given!: boolean;
  @Field(() => Int) version!: number;
  @Field(() => Date) at!: Date;
}

export const SignUpResult = createUnionType({
  name: 'SignUpResult',
  types: () => [ConfirmationSentType, SignedIn, Refused] as const,
  resolveType: (value: object) => ('message' in value ? 'Refused' : 'challenge' in value ? 'ConfirmationSent' : 'SignedIn'),
});
export const ConfirmSignUpResult = createUnionType({
  name: 'ConfirmSignUpResult',
  types: () => [SignedIn, ApplicationFiledType, Refused] as const,
  resolveType: (value: object) => ('message' in value ? 'Refused' : 'token' in value ? 'ApplicationFiled' : 'SignedIn'),
});
export const ConfirmationResult = createUnionType({
  name: 'ConfirmationResult',
  types: () => [ConfirmationSentType, Refused] as const,
  resolveType: (value: object) => ('message' in value ? 'Refused' : 'ConfirmationSent'),
});
