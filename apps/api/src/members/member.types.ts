import { Field, ObjectType, createUnionType, registerEnumType } from '@nestjs/graphql';
import { ROLES } from '@foyer/domain/access';
import { Refused } from '../platform/graphql/refused.js';
import { LocaleEnum, wordsOf, type LocaleWord } from '../platform/graphql/words.js';

export const RoleEnum = wordsOf(ROLES);
export type RoleWord = keyof typeof RoleEnum;
registerEnumType(RoleEnum, { name: 'Role' });
@ObjectType()
export class MemberCard {
  @Field(() => String) handle!: string;
  @Field(() => String) displayName!: string;
  @Field(() => String) avatarUrl!: string;
  @Field(() => RoleEnum) role!: RoleWord;
  @Field(() => String, { nullable: true }) badge?: string | null;
}

@ObjectType('Viewer')
export class ViewerType {
  @Field(() => String) handle!: string;
  @Field(() => String) displayName!: string;
  @Field(() => String) avatarUrl!: string;
  @Field(() => RoleEnum) role!: RoleWord;
  @Field(() => LocaleEnum, { nullable: true }) locale?: LocaleWord | null;
  @Field(() => [String]) permissions!: string[];
  @Field(() => Boolean, { description: 'The rules changed: she reads, and writes once she has accepted them.' }) rulesDue!: boolean;
}

@ObjectType()
export class AdminMember {
  @Field(() => String) handle!: string;
  @Field(() => String) displayName!: string;
  @Field(() => String) avatarUrl!: string;
  @Field(() => RoleEnum) role!: RoleWord;
  @Field(() => Boolean) imported!: boolean;
  @Field(() => Boolean) suspended!: boolean;
  @Field(() => String, { nullable: true }) email?: string | null;
}

@ObjectType()
export class AdminMemberPage {
  @Field(() => [AdminMember]) items!: AdminMember[];
  @Field(() => String, { nullable: true }) next?: string | null;
}

@ObjectType()
export class Done {
  @Field(() => Boolean) ok!: boolean;
}

const typeOf = (success: string) => (value: object) => ('message' in value ? 'Refused' : success);

export const DoneResult = createUnionType({ name: 'DoneResult', types: () => [Done, Refused] as const, resolveType: typeOf('Done') });
