import { Field, InputType, Int, ObjectType, createUnionType, registerEnumType } from '@nestjs/graphql';
import { DECLINE_REASONS } from '@foyer/domain/admissions';
import { RoleEnum, type RoleWord } from '../members/index.js';
import { Refused } from '../platform/graphql/refused.js';
import { LocaleEnum, wordsOf, type LocaleWord } from '../platform/graphql/words.js';
import { AgeFloor, ApplicationStateEnum, InvitationStateEnum, ModeEnum, type ApplicationStateWord, type InvitationStateWord, type ModeWord } from './admission.types.js';
import { OUTCOMES } from './invitation-lines.js';

export const OutcomeEnum = wordsOf(OUTCOMES);
registerEnumType(OutcomeEnum, { name: 'InvitationOutcome' });
export const DeclineReasonEnum = wordsOf(DECLINE_REASONS);
export type DeclineReasonWord = keyof typeof DeclineReasonEnum;
registerEnumType(DeclineReasonEnum, { name: 'DeclineReason' });
const KindEnum = wordsOf(['person', 'link'] as const);
registerEnumType(KindEnum, { name: 'InvitationKind' });

@ObjectType()
export class AdmissionQuestion {
  @Field(() => String) id!: string;
  @Field(() => String) fr!: string;
  @Field(() => String) en!: string;
  @Field(() => Boolean) required!: boolean;
}

@ObjectType()
export class AdmissionSettings {
  @Field(() => ModeEnum) mode!: ModeWord;
  @Field(() => [String]) allowedDomains!: string[];
  @Field(() => [String]) refusedDomains!: string[];
  @Field(() => String) homeCountry!: string;
  @Field(() => [AgeFloor], { description: 'What the house set itself.' }) ageFloors!: AgeFloor[];
  @Field(() => [AgeFloor], { description: 'What the law of each country knows.' }) usualFloors!: AgeFloor[];
  @Field(() => [AdmissionQuestion]) questions!: AdmissionQuestion[];
}

@InputType()
export class AgeFloorInput {
  @Field(() => String) country!: string;
  @Field(() => Int) age!: number;
}

@InputType()
export class AdmissionQuestionInput {
  @Field(() => String) id!: string;
  @Field(() => String) fr!: string;
  @Field(() => String) en!: string;
  @Field(() => Boolean) required!: boolean;
}

@InputType()
export class AdmissionInput {
  @Field(() => ModeEnum) mode!: ModeWord;
  @Field(() => String) allowedDomains!: string;
  @Field(() => String) refusedDomains!: string;
  @Field(() => String) homeCountry!: string;
  @Field(() => [AgeFloorInput]) ageFloors!: AgeFloorInput[];
  @Field(() => [AdmissionQuestionInput]) questions!: AdmissionQuestionInput[];
}

@ObjectType()
export class Invitation {
  @Field(() => String) code!: string;
  @Field(() => KindEnum) kind!: 'person' | 'link';
  @Field(() => String, { nullable: true }) email?: string | null;
  @Field(() => String) label!: string;
  @Field(() => RoleEnum) role!: RoleWord;
  @Field(() => [String]) groups!: string[];
  @Field(() => Int, { nullable: true }) quota?: number | null;
  @Field(() => Int) used!: number;
  @Field(() => InvitationStateEnum) state!: InvitationStateWord;
  @Field(() => Date) createdAt!: Date;
  @Field(() => Date) expiresAt!: Date;
  @Field(() => String, { nullable: true }) createdBy?: string | null;
}

@ObjectType()
export class InvitationPage {
  @Field(() => [Invitation]) items!: Invitation[];
  @Field(() => String, { nullable: true }) next?: string | null;
}

@InputType()
export class MailInvitationsInput {
  @Field(() => String, { description: 'Addresses, one a line, or a CSV table.' }) text!: string;
  @Field(() => RoleEnum) role!: RoleWord;
  @Field(() => [String]) groupCodes!: string[];
  @Field(() => Int) days!: number;
  @Field(() => String) note!: string;
  @Field(() => LocaleEnum) locale!: LocaleWord;
  @Field(() => Boolean) preview!: boolean;
}

@InputType()
export class InvitationLinkInput {
  @Field(() => String) label!: string;
  @Field(() => RoleEnum) role!: RoleWord;
  @Field(() => [String]) groupCodes!: string[];
  @Field(() => Int) days!: number;
  @Field(() => Int) quota!: number;
}

@ObjectType()
export class InvitationLine {
  @Field(() => Int) line!: number;
  @Field(() => String) email!: string;
  @Field(() => OutcomeEnum) outcome!: keyof typeof OutcomeEnum;
}

@ObjectType('InvitationReport')
export class InvitationReportType {
  @Field(() => [InvitationLine]) lines!: InvitationLine[];
  @Field(() => Int) invited!: number;
}

@ObjectType()
export class InvitationLink {
  @Field(() => String) code!: string;
  @Field(() => String) url!: string;
  @Field(() => Date) expiresAt!: Date;
}

@ObjectType()
export class ApplicationAnswer {
  @Field(() => String) question!: string;
  @Field(() => String) answer!: string;
}

@ObjectType()
export class Application {
  @Field(() => String) code!: string;
  @Field(() => String) displayName!: string;
  @Field(() => String) email!: string;
  @Field(() => ApplicationStateEnum) state!: ApplicationStateWord;
  @Field(() => Date) filedAt!: Date;
  @Field(() => Date, { nullable: true }) decidedAt?: Date | null;
  @Field(() => String, { nullable: true }) decidedBy?: string | null;
  @Field(() => String, { nullable: true }) reason?: string | null;
  @Field(() => String, { nullable: true }) words?: string | null;
  @Field(() => [ApplicationAnswer]) answers!: ApplicationAnswer[];
  @Field(() => Boolean, { description: 'Its refusal may still be taken back.' }) reopens!: boolean;
}

@ObjectType()
export class ApplicationPage {
  @Field(() => [Application]) items!: Application[];
  @Field(() => Int) waiting!: number;
  @Field(() => String, { nullable: true }) next?: string | null;
}

@ObjectType()
export class ApplicationsDecided {
  @Field(() => Int) decided!: number;
  @Field(() => Int, { description: 'Answered by somebody else before.' }) skipped!: number;
}

@ObjectType()
export class RulesEdition {
  @Field(() => Int) version!: number;
  @Field(() => String) sourceFr!: string;
  @Field(() => String) sourceEn!: string;
  @Field(() => String) changeFr!: string;
  @Field(() => String) changeEn!: string;
  @Field(() => Date) publishedAt!: Date;
  @Field(() => String, { nullable: true }) publishedBy?: string | null;
  @Field(() => Int) accepted!: number;
  @Field(() => Int) members!: number;
}

@InputType()
export class RulesInput {
  @Field(() => String) sourceFr!: string;
  @Field(() => String) sourceEn!: string;
  @Field(() => String) changeFr!: string;
  @Field(() => String) changeEn!: string;
}

@ObjectType()
export class RulesPublished {
  @Field(() => Int) version!: number;
}

const typeOf = (success: string) => (value: object) => ('message' in value ? 'Refused' : success);

export const AdmissionSettingsResult = createUnionType({ name: 'AdmissionSettingsResult', types: () => [AdmissionSettings, Refused] as const, resolveType: typeOf('AdmissionSettings') });
export const InvitationReportResult = createUnionType({ name: 'InvitationReportResult', types: () => [InvitationReportType, Refused] as const, resolveType: typeOf('InvitationReport') });
export const InvitationLinkResult = createUnionType({ name: 'InvitationLinkResult', types: () => [InvitationLink, Refused] as const, resolveType: typeOf('InvitationLink') });
export const ApplicationsDecidedResult = createUnionType({ name: 'ApplicationsDecidedResult', types: () => [ApplicationsDecided, Refused] as const, resolveType: typeOf('ApplicationsDecided') });
export const RulesPublishedResult = createUnionType({ name: 'RulesPublishedResult', types: () => [RulesPublished, Refused] as const, resolveType: typeOf('RulesPublished') });
