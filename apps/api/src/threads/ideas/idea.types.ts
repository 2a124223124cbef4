import { createUnionType, Field, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { IDEA_STATUSES } from '@foyer/domain/threads';
import { Refused } from '../../platform/graphql/refused.js';
import { wordsOf } from '../../platform/graphql/words.js';

const optional = { nullable: true } as const;

export const IdeaStatusEnum = wordsOf(IDEA_STATUSES);
export type IdeaStatusWord = keyof typeof IdeaStatusEnum;
registerEnumType(IdeaStatusEnum, { name: 'IdeaStatus' });

@ObjectType({ description: 'A thread of a space for ideas.' })
export class Idea {
  @Field(() => IdeaStatusEnum) status!: IdeaStatusWord;
  @Field(() => Int) votes!: number;
  @Field(() => String, { ...optional, description: 'The public answer that came with the status.' }) answerCode?: string | null;
}

@ObjectType()
export class IdeaVoted {
  @Field(() => Int) votes!: number;
  @Field(() => Boolean) voted!: boolean;
}

@InputType()
export class IdeaStatusInput {
  @Field(() => String) threadCode!: string;
  @Field(() => IdeaStatusEnum) status!: IdeaStatusWord;
  @Field(() => String, { description: 'The public answer, posted as a reply.' }) body!: string;
  @Field(() => String, { description: 'Chosen by the sender: the same key twice makes one answer.' }) key!: string;
}

export const VoteResult = createUnionType({ name: 'VoteResult', types: () => [IdeaVoted, Refused] as const, resolveType: (value: object) => ('message' in value ? 'Refused' : 'IdeaVoted') });
