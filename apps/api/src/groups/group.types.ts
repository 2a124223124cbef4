import { Field, Int, ObjectType, createUnionType } from '@nestjs/graphql';
import { MemberCard } from '../members/index.js';
import { Refused } from '../platform/graphql/refused.js';

@ObjectType()
export class Group {
  @Field(() => String) code!: string;
  @Field(() => String) name!: string;
  @Field(() => String) description!: string;
  @Field(() => Int) membersCount!: number;
}

@ObjectType()
export class GroupMembers {
  @Field(() => Group) group!: Group;
  @Field(() => [MemberCard]) members!: MemberCard[];
  @Field(() => String, { nullable: true }) next?: string | null;
}

@ObjectType()
export class GroupSaved {
  @Field(() => Group) group!: Group;
}

export const GroupResult = createUnionType({
  name: 'GroupResult',
  types: () => [GroupSaved, Refused] as const,
  resolveType: (value: object) => ('message' in value ? 'Refused' : 'GroupSaved'),
});
