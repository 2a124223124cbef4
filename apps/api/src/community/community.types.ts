import { Field, Int, ObjectType } from '@nestjs/graphql';
import { LocaleEnum, type LocaleWord } from '../platform/graphql/words.js';

@ObjectType()
export class Community {
  @Field(() => String) name!: string;
  @Field(() => String) brandName!: string;
  @Field(() => String, { nullable: true }) tagline?: string | null;
  @Field(() => LocaleEnum) defaultLocale!: LocaleWord;
  @Field(() => String) timeZone!: string;
  @Field(() => String, { description: 'How French texts address the member: tu or vous.' }) voice!: string;
  @Field(() => Boolean, { description: 'The demonstration: its drawn pictures are available.' }) story!: boolean;
  @Field(() => Int) membersCount!: number;
  @Field(() => String) revision!: string;
}
