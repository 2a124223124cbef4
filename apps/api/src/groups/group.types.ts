import { Field, InputType, Int, ObjectType, createUnionType, registerEnumType } from '@nestjs/graphql';
import { MemberCard, RoleEnum, type RoleWord } from '../members/index.js';
import { Refused } from '../platform/graphql/refused.js';
import { wordsOf } from '../platform/graphql/words.js';

export const GroupSourceEnum = wordsOf(['manual', 'rule', 'sso'] as const);
export type GroupSourceWord = keyof typeof GroupSourceEnum;
registerEnumType(GroupSourceEnum, { name: 'GroupSource', description: 'How somebody came into a group.' });

@ObjectType()
export class GroupRuleView {
  @Field(() => Int, { nullable: true }) memberForDays?: number | null;
  @Field(() => Int, { nullable: true }) joinedWithinDays?: number | null;
  @Field(() => Int, { nullable: true }) leastPosts?: number | null;
  @Field(() => Int, { nullable: true }) leastAcceptedAnswers?: number | null;
  @Field(() => [RoleEnum], { nullable: true }) roles?: readonly RoleWord[] | null;
  @Field(() => [String], { nullable: true }) interests?: readonly string[] | null;
  @Field(() => [String], { nullable: true }) mailDomains?: readonly string[] | null;
}

@InputType()
export class GroupRuleInput {
  @Field(() => Int, { nullable: true }) memberForDays?: number | null;
  @Field(() => Int, { nullable: true }) joinedWithinDays?: number | null;
  @Field(() => Int, { nullable: true }) leastPosts?: number | null;
  @Field(() => Int, { nullable: true }) leastAcceptedAnswers?: number | null;
  @Field(() => [RoleEnum], { nullable: true }) roles?: RoleWord[] | null;
  @Field(() => [String], { nullable: true }) interests?: string[] | null;
  @Field(() => [String], { nullable: true }) mailDomains?: string[] | null;
}

@ObjectType()
export class Group {
  @Field(() => String) code!: string;
  @Field(() => String) name!: string;
  @Field(() => String) description!: string;
  @Field(() => Int) membersCount!: number;
  @Field(() => GroupRuleView, { nullable: true, description: 'Who is in by itself; none: people are added by hand.' }) rule?: GroupRuleView | null;
  @Field(() => Date, { nullable: true }) ruleAppliedAt?: Date | null;
}

@ObjectType()
export class GroupMember {
  @Field(() => MemberCard) card!: MemberCard;
  @Field(() => GroupSourceEnum) source!: GroupSourceWord;
}

@ObjectType()
export class GroupMembers {
  @Field(() => Group) group!: Group;
  @Field(() => [GroupMember]) members!: GroupMember[];
  @Field(() => String, { nullable: true }) next?: string | null;
}

@ObjectType()
export class GroupRulePreview {
  @Field(() => Int, { description: 'How many meet the rule now.' }) count!: number;
  @Field(() => Int) joins!: number;
  @Field(() => Int) leaves!: number;
  @Field(() => [MemberCard]) sample!: MemberCard[];
}

export const GroupRulePreviewResult = createUnionType({
  name: 'GroupRulePreviewResult',
  types: () => [GroupRulePreview, Refused] as const,
  resolveType: (value: object) => ('message' in value ? 'Refused' : 'GroupRulePreview'),
});

@ObjectType()
export class GroupSaved {
  @Field(() => Group) group!: Group;
}

export const GroupResult = createUnionType({
  name: 'GroupResult',
  types: () => [GroupSaved, Refused] as const,
  resolveType: (value: object) => ('message' in value ? 'Refused' : 'GroupSaved'),
});
