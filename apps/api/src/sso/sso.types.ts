import { Field, ID, InputType, Int, ObjectType, createUnionType, registerEnumType } from '@nestjs/graphql';
import { ADDRESS_TRUST, ADMITS, type AddressTrust, type Admits } from '@foyer/domain/sso';
import { AnswerInput, ApplicationFiledType, EntryInput } from '../admissions/index.js';
import { ViewerType, RoleEnum, type RoleWord } from '../members/index.js';
import { Refused } from '../platform/graphql/refused.js';
import { LocaleEnum, wordsOf, type LocaleWord } from '../platform/graphql/words.js';

export const AddressTrustEnum = wordsOf(ADDRESS_TRUST);
registerEnumType(AddressTrustEnum, { name: 'SsoAddressTrust' });
export const AdmitsEnum = wordsOf(ADMITS);
registerEnumType(AdmitsEnum, { name: 'SsoAdmits' });

/** A provider as the entrance shows it. */
@ObjectType()
export class SsoButton {
  @Field(() => String) code!: string;
  @Field(() => String) name!: string;
  @Field(() => String) label!: string;
  @Field(() => AdmitsEnum, { description: 'Whom it brings in without an account here.' }) admits!: Admits;
}

/** A provider that a member has linked, or could. */
@ObjectType()
export class SsoLink {
  @Field(() => String) code!: string;
  @Field(() => String) name!: string;
  @Field(() => String, { nullable: true }) email?: string | null;
  @Field(() => Date, { nullable: true }) linkedAt?: Date | null;
  @Field(() => Date, { nullable: true }) lastUsedAt?: Date | null;
  /** Whether she could still sign in without it. */
  @Field(() => Boolean) removable!: boolean;
}

/** A provider by which a member may prove again who she is. */
@ObjectType()
export class SsoProof {
  @Field(() => String) code!: string;
  @Field(() => String) name!: string;
}

/** A line of the mapping, asked and answered alike. */
@ObjectType({ isAbstract: true })
@InputType({ isAbstract: true })
class MappingLine {
  /** Empty: everybody who comes from there. */
  @Field(() => String) value!: string;
  @Field(() => RoleEnum, { nullable: true }) role?: RoleWord | null;
  @Field(() => String, { nullable: true }) customRole?: string | null;
  @Field(() => String, { nullable: true }) group?: string | null;
}

@ObjectType()
export class SsoMapping extends MappingLine {}

@InputType()
export class SsoMappingInput extends MappingLine {}

/** What administrators set up of a provider. */
@ObjectType({ isAbstract: true })
@InputType({ isAbstract: true })
class ProviderSettings {
  @Field(() => String) name!: string;
  @Field(() => String) labelFr!: string;
  @Field(() => String) labelEn!: string;
  @Field(() => String) issuer!: string;
  @Field(() => String) clientId!: string;
  @Field(() => String) scopes!: string;
  @Field(() => String) emailClaim!: string;
  @Field(() => String) nameClaim!: string;
  @Field(() => String) valuesClaim!: string;
  @Field(() => AddressTrustEnum) addressTrust!: AddressTrust;
  @Field(() => Boolean) linkByAddress!: boolean;
  @Field(() => [String]) allowedDomains!: string[];
  @Field(() => AdmitsEnum) admits!: Admits;
  @Field(() => Boolean) secondFactor!: boolean;
  @Field(() => String) acrValues!: string;
  @Field(() => Boolean) enabled!: boolean;
}

/** A provider as administrators see it. Its secret is never told. */
@ObjectType()
export class SsoProvider extends ProviderSettings {
  @Field(() => String) code!: string;
  @Field(() => Boolean) hasSecret!: boolean;
  @Field(() => [SsoMapping]) mappings!: SsoMapping[];
  @Field(() => String) redirectUri!: string;
  @Field(() => Int) membersCount!: number;
  /** Members who have no password and no other provider. */
  @Field(() => Int) onlyWayIn!: number;
}

@InputType()
export class SsoProviderInput extends ProviderSettings {
  /** Null keeps the one that is there. */
  @Field(() => String, { nullable: true }) clientSecret?: string | null;
  @Field(() => [SsoMappingInput]) mappings!: SsoMappingInput[];
}

@ObjectType()
export class SsoChoice {
  @Field(() => String) code!: string;
  @Field(() => String) name!: string;
}

/** What lines of a mapping may give. */
@ObjectType()
export class SsoGifts {
  @Field(() => [SsoChoice]) customRoles!: SsoChoice[];
  @Field(() => [SsoChoice]) groups!: SsoChoice[];
}

@ObjectType()
export class SsoStarted {
  /** The provider's page. */
  @Field(() => String) url!: string;
}

@ObjectType()
export class SsoEntered {
  @Field(() => ViewerType) viewer!: ViewerType;
  @Field(() => String) next!: string;
  /** Whether the account was made just now. */
  @Field(() => Boolean) created!: boolean;
  /** Whether she must set up a second factor before anything else. */
  @Field(() => Boolean) mustEnrol!: boolean;
}

/** The provider answered for her, and her account asks for a second factor that the provider did not. */
@ObjectType()
export class SsoSecondFactorDue {
  @Field(() => String) challenge!: string;
  @Field(() => [String]) methods!: string[];
  @Field(() => String) next!: string;
}

@ObjectType()
export class SsoLinked {
  @Field(() => String) name!: string;
}

/** The provider answered for somebody who is not here yet: she is asked what everybody is asked. */
@ObjectType()
export class SsoNewcomer {
  @Field(() => ID) arrival!: string;
}

/** She has proved again who she is. */
@ObjectType()
export class SsoProved {
  @Field(() => String) next!: string;
}

/** Somebody on the doorstep, as the browser that she came with may see her. */
@ObjectType()
export class SsoArrival {
  @Field(() => String) providerName!: string;
  @Field(() => String) email!: string;
  @Field(() => String) displayName!: string;
  /** The team's questions are not asked of her. */
  @Field(() => Boolean) invited!: boolean;
}

@InputType()
export class SsoJoinInput extends EntryInput {
  @Field(() => String) displayName!: string;
  @Field(() => [AnswerInput], { nullable: true }) answers?: AnswerInput[] | null;
  @Field(() => LocaleEnum, { nullable: true }) locale?: LocaleWord | null;
}

/** What a provider says of itself. */
@ObjectType()
export class SsoIssuerFound {
  @Field(() => String) issuer!: string;
  @Field(() => String) authorizationEndpoint!: string;
  @Field(() => [String]) scopes!: string[];
  @Field(() => [String]) claims!: string[];
  /** Whether it announces PKCE; it is used in any case. */
  @Field(() => Boolean) pkce!: boolean;
  /** Whether its answers name it, which guards against one provider being taken for another. */
  @Field(() => Boolean) namesItself!: boolean;
}

@ObjectType()
export class SsoProviderSaved {
  @Field(() => SsoProvider) provider!: SsoProvider;
}

/** By which field each end of a sign-in is told from the others. */
const FINISHES = { message: 'Refused', viewer: 'SsoEntered', challenge: 'SsoSecondFactorDue', arrival: 'SsoNewcomer', name: 'SsoLinked' } as const;

const typeOf = (success: string) => (value: object) => ('message' in value ? 'Refused' : success);
export const SsoStartResult = createUnionType({ name: 'SsoStartResult', types: () => [SsoStarted, Refused] as const, resolveType: typeOf('SsoStarted') });
export const SsoFinishResult = createUnionType({
  name: 'SsoFinishResult',
  types: () => [SsoEntered, SsoSecondFactorDue, SsoNewcomer, SsoLinked, SsoProved, Refused] as const,
  resolveType: (value: object) => Object.entries(FINISHES).find(([mark]) => mark in value)?.[1] ?? 'SsoProved',
});
export const SsoJoinResult = createUnionType({
  name: 'SsoJoinResult',
  types: () => [SsoEntered, SsoSecondFactorDue, ApplicationFiledType, Refused] as const,
  resolveType: (value: object) => Object.entries({ ...FINISHES, token: 'ApplicationFiled' }).find(([mark]) => mark in value)?.[1],
});
export const SsoIssuerResult = createUnionType({ name: 'SsoIssuerResult', types: () => [SsoIssuerFound, Refused] as const, resolveType: typeOf('SsoIssuerFound') });
export const SsoProviderResult = createUnionType({ name: 'SsoProviderResult', types: () => [SsoProviderSaved, Refused] as const, resolveType: typeOf('SsoProviderSaved') });
