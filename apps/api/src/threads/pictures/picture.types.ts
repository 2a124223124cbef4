import { Field, Int, ObjectType, createUnionType } from '@nestjs/graphql';
import { Refused } from '../../platform/graphql/refused.js';

@ObjectType()
export class PostPicture {
  @Field(() => String, { description: 'To be put into a post; it tells the size.' }) address!: string;
  @Field(() => Int) width!: number;
  @Field(() => Int) height!: number;
}

export const PostPictureResult = createUnionType({ name: 'PostPictureResult', types: () => [PostPicture, Refused] as const, resolveType: (value: object) => ('message' in value ? 'Refused' : 'PostPicture') });
