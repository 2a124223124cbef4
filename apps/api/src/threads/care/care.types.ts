import { createUnionType, Field, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { ARRANGEMENTS } from '@foyer/domain/threads';
import { Refused } from '../../platform/graphql/refused.js';
import { wordsOf } from '../../platform/graphql/words.js';

export const ArrangementKindEnum = wordsOf(ARRANGEMENTS);
export type ArrangementKindWord = keyof typeof ArrangementKindEnum;
registerEnumType(ArrangementKindEnum, { name: 'ArrangementKind' });

@ObjectType({ description: 'Threads were arranged anew; the id undoes it.' })
export class Arranged {
  @Field(() => String) id!: string;
  @Field(() => String, { description: 'Where the posts are now.' }) threadCode!: string;
  @Field(() => String) threadSlug!: string;
}

@ObjectType({ description: 'What was done to a thread in the last day.' })
export class ArrangementLine {
  @Field(() => String) id!: string;
  @Field(() => ArrangementKindEnum) kind!: ArrangementKindWord;
  @Field(() => Date) at!: Date;
  @Field(() => String, { nullable: true }) by?: string | null;
  @Field(() => String, { nullable: true, description: 'The title of the other thread, or the name of the space it came from; null when the viewer may not read it.' }) other?: string | null;
}

@ObjectType({ description: 'Where a thread or a post is now, after moves and merges.' })
export class ThreadPlace {
  @Field(() => String) threadCode!: string;
  @Field(() => String) threadSlug!: string;
  @Field(() => Int, { nullable: true, description: 'Of the post that was asked for.' }) position?: number | null;
}

@InputType()
export class SplitThreadInput {
  @Field(() => String) threadCode!: string;
  @Field(() => String) title!: string;
  @Field(() => [String]) postCodes!: string[];
  @Field(() => Boolean, { nullable: true, description: 'Those after the last of these posts too.' }) andFollowing?: boolean | null;
}

export const ArrangeResult = createUnionType({ name: 'ArrangeResult', types: () => [Arranged, Refused] as const, resolveType: (value: object) => ('message' in value ? 'Refused' : 'Arranged') });
