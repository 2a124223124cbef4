import { Field, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { MemberCard } from '../../members/index.js';
import { wordsOf } from '../../platform/graphql/words.js';

export const BestReasonEnum = wordsOf(['accepted', 'pinned', 'top'] as const);
export type BestReasonWord = keyof typeof BestReasonEnum;
registerEnumType(BestReasonEnum, { name: 'BestReason' });

@InputType()
export class PaceInput {
  @Field(() => String) threadCode!: string;
  @Field(() => Int, { description: 'Seconds between two replies of one member; 0 for as often as one likes.' }) slowSeconds!: number;
  @Field(() => Int, { nullable: true, description: 'Days without a reply after which it closes; null for as its space has it.' }) autoCloseDays?: number | null;
}

@InputType()
export class SpacePaceInput {
  @Field(() => String) spaceCode!: string;
  @Field(() => Int) slowSeconds!: number;
  @Field(() => Int, { nullable: true }) autoCloseDays?: number | null;
}

@ObjectType({ description: 'A reply worth reading first.' })
export class BestReply {
  @Field(() => String) postCode!: string;
  @Field(() => Int) position!: number;
  @Field(() => MemberCard) author!: MemberCard;
  @Field(() => String) excerpt!: string;
  @Field(() => Int, { description: 'Likes, thanks and applause.' }) score!: number;
  @Field(() => BestReasonEnum) reason!: BestReasonWord;
}

@ObjectType({ description: 'The pace that a thread or a space was given.' })
export class PaceNow {
  @Field(() => Int) slowSeconds!: number;
  @Field(() => Int, { nullable: true }) autoCloseDays?: number | null;
}
