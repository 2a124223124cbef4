import { Field, ObjectType, createUnionType } from '@nestjs/graphql';
import { RoleEnum, ViewerType, type RoleWord } from '../members/index.js';
import { Refused } from '../platform/graphql/refused.js';
import { SecondFactorDue } from './factors/factors.types.js';

@ObjectType()
export class DemoAccount {
  @Field(() => RoleEnum) role!: RoleWord;
  @Field(() => String) displayName!: string;
  @Field(() => String) email!: string;
  @Field(() => String) avatarUrl!: string;
}

@ObjectType()
export class SignedIn {
  @Field(() => ViewerType) viewer!: ViewerType;
  @Field(() => Boolean, { description: 'Her role asks for a second factor and she has none: she may set one up, and nothing else.' }) mustEnrol!: boolean;
}

@ObjectType()
export class ClaimLink {
  @Field(() => String) url!: string;
  @Field(() => Date) expiresAt!: Date;
}

const typeOf = (success: string) => (value: object) => ('message' in value ? 'Refused' : success);

export const SignInResult = createUnionType({
  name: 'SignInResult',
  types: () => [SignedIn, SecondFactorDue, Refused] as const,
  resolveType: (value) => ('message' in value ? 'Refused' : 'challenge' in value ? 'SecondFactorDue' : 'SignedIn'),
});
export const ClaimLinkResult = createUnionType({ name: 'ClaimLinkResult', types: () => [ClaimLink, Refused] as const, resolveType: typeOf('ClaimLink') });
