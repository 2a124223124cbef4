import { Field, InputType, Int, ObjectType, createUnionType } from '@nestjs/graphql';
import { LocaleEnum, type LocaleWord } from '../platform/graphql/words.js';
import { Refused } from '../platform/graphql/refused.js';
import { Post } from './post.types.js';
import { ThreadKindEnum, type ThreadKindWord } from './thread.types.js';

const optional = { nullable: true } as const;

@ObjectType()
export class ThreadStarted {
  @Field(() => String) threadCode!: string;
  @Field(() => String) threadSlug!: string;
}

@ObjectType()
export class PostSaved {
  @Field(() => Post) post!: Post;
  @Field(() => String) threadCode!: string;
  @Field(() => String) threadSlug!: string;
  @Field(() => String) revision!: string;
}

@ObjectType()
export class Preview {
  @Field(() => String) html!: string;
}

const typeOf = (success: string) => (value: object) => ('message' in value ? 'Refused' : success);

export const StartThreadResult = createUnionType({ name: 'StartThreadResult', types: () => [ThreadStarted, Refused] as const, resolveType: typeOf('ThreadStarted') });
export const PostResult = createUnionType({ name: 'PostResult', types: () => [PostSaved, Refused] as const, resolveType: typeOf('PostSaved') });
export const PreviewResult = createUnionType({ name: 'PreviewResult', types: () => [Preview, Refused] as const, resolveType: typeOf('Preview') });

@InputType()
export class StartThreadInput {
  @Field(() => String) spaceSlug!: string;
  @Field(() => String) title!: string;
  @Field(() => String) body!: string;
  @Field(() => ThreadKindEnum, { ...optional, defaultValue: 'discussion' }) kind?: ThreadKindWord | null;
  @Field(() => [String], { ...optional, defaultValue: [] }) tags?: string[] | null;
  @Field(() => LocaleEnum, optional) locale?: LocaleWord | null;
  @Field(() => String, { description: 'Chosen by the sender: the same key twice makes one thread.' }) key!: string;
}

@InputType()
export class ReplyInput {
  @Field(() => String) threadCode!: string;
  @Field(() => String) body!: string;
  @Field(() => String, { ...optional, description: 'The code of the post it answers.' }) replyTo?: string | null;
  @Field(() => String, { description: 'Chosen by the sender: the same key twice makes one reply.' }) key!: string;
}

@InputType()
export class EditPostInput {
  @Field(() => String) postCode!: string;
  @Field(() => String) body!: string;
  @Field(() => Int, { description: 'How often the text had been edited when this edit began.' }) version!: number;
}

@InputType()
export class EditThreadInput {
  @Field(() => String) threadCode!: string;
  @Field(() => String, optional) title?: string | null;
  @Field(() => [String], optional) tags?: string[] | null;
  @Field(() => ThreadKindEnum, optional) kind?: ThreadKindWord | null;
}
