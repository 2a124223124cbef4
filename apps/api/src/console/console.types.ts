import { Field, Int, ObjectType, createUnionType } from '@nestjs/graphql';
import { MemberCard } from '../members/index.js';
import { Refused } from '../platform/graphql/refused.js';

@ObjectType({ description: 'A filter of one list of the console, kept by name.' })
export class ConsoleFilter {
  @Field(() => String) id!: string;
  @Field(() => String) name!: string;
  @Field(() => String, { description: 'What stands in the address, without its question mark.' }) query!: string;
  @Field(() => Boolean) isDefault!: boolean;
}

@ObjectType()
export class ConsoleFilterSaved {
  @Field(() => ConsoleFilter) filter!: ConsoleFilter;
}

export const ConsoleFilterResult = createUnionType({
  name: 'ConsoleFilterResult',
  types: () => [ConsoleFilterSaved, Refused] as const,
  resolveType: (value: object) => ('message' in value ? 'Refused' : 'ConsoleFilterSaved'),
});

@ObjectType({ description: 'Something that waits for the viewer in one room of the console.' })
export class WaitingThing {
  @Field(() => String) kind!: string;
  @Field(() => Int) count!: number;
  @Field(() => Date, { nullable: true }) oldestAt?: Date | null;
}

@ObjectType({ description: 'The last seven days, and the seven before.' })
export class WeekFigures {
  @Field(() => Int) newMembers!: number;
  @Field(() => Int) newMembersBefore!: number;
  @Field(() => Int) activeMembers!: number;
  @Field(() => Int) activeMembersBefore!: number;
  @Field(() => Int) posts!: number;
  @Field(() => Int) postsBefore!: number;
}

@ObjectType()
export class ConsoleHome {
  @Field(() => [WaitingThing]) waiting!: WaitingThing[];
  @Field(() => WeekFigures) week!: WeekFigures;
}

@ObjectType()
export class FoundPlace {
  @Field(() => String) code!: string;
  @Field(() => String) name!: string;
}

@ObjectType({ description: 'What the viewer may administer and that matches a few letters.' })
export class ConsoleFound {
  @Field(() => [MemberCard]) members!: MemberCard[];
  @Field(() => [FoundPlace]) spaces!: FoundPlace[];
  @Field(() => [FoundPlace]) groups!: FoundPlace[];
}
