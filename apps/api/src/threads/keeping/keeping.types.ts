import { Field, InputType, ObjectType, registerEnumType } from '@nestjs/graphql';
import { SUBSCRIPTION_LEVELS } from '@foyer/domain/threads';
import { MemberCard } from '../../members/index.js';
import { wordsOf } from '../../platform/graphql/words.js';

const optional = { nullable: true } as const;

export const SubscriptionLevelEnum = wordsOf(SUBSCRIPTION_LEVELS);
export type SubscriptionLevelWord = keyof typeof SubscriptionLevelEnum;
registerEnumType(SubscriptionLevelEnum, { name: 'SubscriptionLevel' });

@ObjectType({ description: 'A post that the viewer keeps for herself.' })
export class Bookmark {
  @Field(() => String) postCode!: string;
  @Field(() => String) threadCode!: string;
  @Field(() => String) threadSlug!: string;
  @Field(() => String) threadTitle!: string;
  @Field(() => String) spaceName!: string;
  @Field(() => String) spaceIcon!: string;
  @Field(() => MemberCard) author!: MemberCard;
  @Field(() => String, { description: 'Empty when the post was removed.' }) excerpt!: string;
  @Field(() => String) note!: string;
  @Field(() => String, { ...optional, description: 'A calendar day in the community’s time zone.' }) remindOn?: string | null;
  @Field(() => Boolean, { description: 'The day of the reminder has come.' }) due!: boolean;
  @Field(() => Date) keptAt!: Date;
}

@ObjectType()
export class BookmarkPage {
  @Field(() => [Bookmark]) items!: Bookmark[];
  @Field(() => String, optional) next?: string | null;
}

@InputType()
export class BookmarkInput {
  @Field(() => String) postCode!: string;
  @Field(() => String, optional) note?: string | null;
  @Field(() => String, { ...optional, description: '2026-03-01; none without it.' }) remindOn?: string | null;
}

@InputType({ description: 'Of a thread, or else of a space, or else of a tag.' })
export class SubscriptionInput {
  @Field(() => String, optional) threadCode?: string | null;
  @Field(() => String, optional) spaceSlug?: string | null;
  @Field(() => String, optional) tag?: string | null;
  @Field(() => SubscriptionLevelEnum) level!: SubscriptionLevelWord;
}

@ObjectType({ description: 'A thread, a space or a tag that the viewer follows or mutes.' })
export class Subscription {
  @Field(() => String, optional) threadCode?: string | null;
  @Field(() => String, optional) threadSlug?: string | null;
  @Field(() => String, optional) spaceSlug?: string | null;
  @Field(() => String, optional) tag?: string | null;
  @Field(() => String, { description: 'The title of the thread, the name of the space, or the tag.' }) name!: string;
  @Field(() => SubscriptionLevelEnum) level!: SubscriptionLevelWord;
}
