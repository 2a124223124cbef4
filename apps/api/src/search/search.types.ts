import { Field, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { MemberCard } from '../members/index.js';
import { LocaleEnum, wordsOf, type LocaleWord } from '../platform/graphql/words.js';
import { ThreadKindEnum, type ThreadKindWord } from '../threads/index.js';

const optional = { nullable: true } as const;

export const SearchOrderEnum = wordsOf(['relevance', 'date'] as const);
export type SearchOrderWord = keyof typeof SearchOrderEnum;
registerEnumType(SearchOrderEnum, { name: 'SearchOrder' });

@InputType()
export class SearchFilterInput {
  @Field(() => String, optional) spaceSlug?: string | null;
  @Field(() => String, optional) author?: string | null;
  @Field(() => String, optional) tag?: string | null;
  @Field(() => ThreadKindEnum, optional) kind?: ThreadKindWord | null;
  @Field(() => Boolean, optional) answered?: boolean | null;
  @Field(() => String, { ...optional, description: 'A day, such as 2026-11-20.' }) from?: string | null;
  @Field(() => String, { ...optional, description: 'A day, itself included.' }) until?: string | null;
}

@ObjectType({ description: 'A piece of a text: one that was looked for, or one between.' })
export class TextPiece {
  @Field(() => String) text!: string;
  @Field(() => Boolean) hit!: boolean;
}

@ObjectType()
export class FoundPost {
  @Field(() => String) threadCode!: string;
  @Field(() => String) threadSlug!: string;
  @Field(() => [TextPiece]) title!: TextPiece[];
  @Field(() => ThreadKindEnum) kind!: ThreadKindWord;
  @Field(() => LocaleEnum) locale!: LocaleWord;
  @Field(() => Boolean) solved!: boolean;
  @Field(() => [String]) tags!: string[];
  @Field(() => String) spaceSlug!: string;
  @Field(() => String) spaceName!: string;
  @Field(() => String) spaceIcon!: string;
  @Field(() => String) postCode!: string;
  @Field(() => Int) position!: number;
  @Field(() => MemberCard) author!: MemberCard;
  @Field(() => Date) createdAt!: Date;
  @Field(() => [TextPiece]) excerpt!: TextPiece[];
  @Field(() => Int, { description: 'Posts of its thread that were found, itself among them.' }) matches!: number;
  @Field(() => Boolean, { description: 'By somebody whom the viewer blocks or mutes: it is folded.' }) aside!: boolean;
}

@ObjectType({ description: 'What a search leads to beside posts.' })
export class FoundThingType {
  @Field(() => String) kind!: string;
  @Field(() => String) title!: string;
  @Field(() => String, optional) hint!: string | null;
  @Field(() => String) path!: string;
  @Field(() => String, optional) imageUrl!: string | null;
}

@ObjectType()
export class SearchPage {
  @Field(() => [FoundPost], { description: 'One post a thread, its best.' }) items!: FoundPost[];
  @Field(() => String, optional) next!: string | null;
  @Field(() => Int, { description: 'Threads, among the posts that were ranked.' }) total!: number;
  @Field(() => Boolean, { description: 'There were more posts than are ranked: the latest 2,000 were.' }) capped!: boolean;
  @Field(() => Boolean, { description: 'It took too long and was given up.' }) slow!: boolean;
  @Field(() => String, { ...optional, description: 'What was looked for instead, when a typo was forgiven.' }) corrected!: string | null;
  @Field(() => [FoundThingType], { description: 'Members, spaces, tags: with the first page only.' }) things!: FoundThingType[];
}
