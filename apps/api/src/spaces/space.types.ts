import { Field, InputType, Int, ObjectType, createUnionType, registerEnumType } from '@nestjs/graphql';
import { SPACE_ACCESS, WHO_STARTS } from '@foyer/domain/spaces';
import { SPACE_TYPES } from '@foyer/domain/threads';
import { RoleEnum, type RoleWord } from '../members/index.js';
import { wordsOf } from '../platform/graphql/words.js';
import { Refused } from '../platform/graphql/refused.js';

export const SpaceAccessEnum = wordsOf(SPACE_ACCESS);
export type SpaceAccessWord = keyof typeof SpaceAccessEnum;
registerEnumType(SpaceAccessEnum, { name: 'SpaceAccess' });
export const WhoStartsEnum = wordsOf(WHO_STARTS);
export type WhoStartsWord = keyof typeof WhoStartsEnum;
registerEnumType(WhoStartsEnum, { name: 'WhoStarts' });
export const SpaceTypeEnum = wordsOf(SPACE_TYPES);
export type SpaceTypeWord = keyof typeof SpaceTypeEnum;
registerEnumType(SpaceTypeEnum, { name: 'SpaceType' });

@ObjectType()
export class Space {
  @Field(() => String) code!: string;
  @Field(() => String) slug!: string;
  @Field(() => String, { description: 'In the viewer’s language.' }) name!: string;
  @Field(() => String) description!: string;
  @Field(() => String, { description: 'The key of a flag.' }) icon!: string;
  @Field(() => SpaceAccessEnum) access!: SpaceAccessWord;
  @Field(() => WhoStartsEnum) whoStarts!: WhoStartsWord;
  @Field(() => SpaceTypeEnum) type!: SpaceTypeWord;
  @Field(() => Boolean) archived!: boolean;
  @Field(() => Int) threadsCount!: number;
  @Field(() => Int) postsCount!: number;
  @Field(() => Date, { nullable: true }) lastActivityAt?: Date | null;
}

@ObjectType()
export class SpaceMine {
  @Field(() => String) slug!: string;
  @Field(() => Boolean) hasUnread!: boolean;
  @Field(() => Boolean) canStart!: boolean;
}

@ObjectType()
export class SpaceAdmin {
  @Field(() => Space) space!: Space;
  @Field(() => String) nameFr!: string;
  @Field(() => String) nameEn!: string;
  @Field(() => String) descriptionFr!: string;
  @Field(() => String) descriptionEn!: string;
  @Field(() => [RoleEnum]) readRoles!: RoleWord[];
  @Field(() => [String], { description: 'Codes of custom roles.' }) readCustomRoles!: string[];
  @Field(() => [String]) readGroups!: string[];
  @Field(() => [RoleEnum]) startRoles!: RoleWord[];
  @Field(() => [String], { description: 'Codes of custom roles.' }) startCustomRoles!: string[];
  @Field(() => [String]) startGroups!: string[];
  @Field(() => [String], { description: 'What it is about: newcomers choose among these words.' }) interests!: string[];
  @Field(() => Int) position!: number;
}

@ObjectType()
export class SpaceSaved {
  @Field(() => SpaceAdmin) space!: SpaceAdmin;
}

export const SpaceResult = createUnionType({
  name: 'SpaceResult',
  types: () => [SpaceSaved, Refused] as const,
  resolveType: (value: object) => ('message' in value ? 'Refused' : 'SpaceSaved'),
});

@InputType()
export class SpaceInput {
  @Field(() => String, { nullable: true }) slug?: string | null;
  @Field(() => String) nameFr!: string;
  @Field(() => String) nameEn!: string;
  @Field(() => String) descriptionFr!: string;
  @Field(() => String) descriptionEn!: string;
  @Field(() => String) icon!: string;
  @Field(() => SpaceAccessEnum) access!: SpaceAccessWord;
  @Field(() => WhoStartsEnum) whoStarts!: WhoStartsWord;
  @Field(() => [RoleEnum]) readRoles!: RoleWord[];
  @Field(() => [String], { defaultValue: [] }) readCustomRoles!: string[];
  @Field(() => [String]) readGroups!: string[];
  @Field(() => [RoleEnum]) startRoles!: RoleWord[];
  @Field(() => [String], { defaultValue: [] }) startCustomRoles!: string[];
  @Field(() => [String]) startGroups!: string[];
  @Field(() => String, { nullable: true, description: 'What it is about, as words between commas; none given leaves what there is.' }) interests?: string | null;
}
