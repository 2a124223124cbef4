import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { MemberCard } from '../members/index.js';
import { LocaleEnum, wordsOf, type LocaleWord } from '../platform/graphql/words.js';
import { ThreadActionKindEnum, ThreadHead, type ThreadActionKindWord } from './thread.types.js';

const optional = { nullable: true } as const;

export const PostStateEnum = wordsOf(['visible', 'removed'] as const);
export type PostStateWord = keyof typeof PostStateEnum;
registerEnumType(PostStateEnum, { name: 'PostState' });

@ObjectType()
export class ReactionCount {
  @Field(() => String) kind!: string;
  @Field(() => Int) count!: number;
}

@ObjectType()
export class QuotedPost {
  @Field(() => String) code!: string;
  @Field(() => Int) position!: number;
  @Field(() => MemberCard) author!: MemberCard;
  @Field(() => String) excerpt!: string;
}

@ObjectType()
export class Post {
  @Field(() => String) code!: string;
  @Field(() => Int) position!: number;
  @Field(() => MemberCard) author!: MemberCard;
  @Field(() => PostStateEnum) state!: PostStateWord;
  @Field(() => String, { ...optional, description: 'Of removed posts.' }) stateReason?: string | null;
  @Field(() => String, { description: 'Empty for removed posts, except for staff.' }) html!: string;
  @Field(() => LocaleEnum, optional) lang?: LocaleWord | null;
  @Field(() => Date) createdAt!: Date;
  @Field(() => Date, optional) editedAt?: Date | null;
  @Field(() => Int) edits!: number;
  @Field(() => Boolean, { description: 'Many may edit it.' }) wiki!: boolean;
  @Field(() => Boolean, { description: 'Among the best replies, by the team.' }) pinned!: boolean;
  @Field(() => [ReactionCount], { description: 'Kinds: like flame thanks laugh wave bravo; like includes imported likes.' }) reactions!: ReactionCount[];
  @Field(() => QuotedPost, optional) replyTo?: QuotedPost | null;
  @Field(() => String) revision!: string;
}

@ObjectType()
export class ThreadAction {
  @Field(() => ThreadActionKindEnum) kind!: ThreadActionKindWord;
  @Field(() => MemberCard, optional) actor?: MemberCard | null;
  @Field(() => Date) at!: Date;
  @Field(() => Int) afterPosition!: number;
  @Field(() => String, optional) detail?: string | null;
  @Field(() => String, { ...optional, description: 'The thread that posts went to or came from; it answers those alone who may read it.' }) otherCode?: string | null;
}

@ObjectType()
export class PostPage {
  @Field(() => [Post]) items!: Post[];
  @Field(() => [ThreadAction]) actions!: ThreadAction[];
  @Field(() => Int, optional) firstPosition?: number | null;
  @Field(() => Int, optional) lastPosition?: number | null;
  @Field(() => Boolean) hasBefore!: boolean;
  @Field(() => Boolean) hasAfter!: boolean;
}

@ObjectType({ description: 'What changed after a revision, for the same audience as the page. `reload` when too much changed.' })
export class ThreadChanges {
  @Field(() => String) code!: string;
  @Field(() => String) since!: string;
  @Field(() => String) revision!: string;
  @Field(() => Boolean) reload!: boolean;
  @Field(() => ThreadHead, optional) thread?: ThreadHead | null;
  @Field(() => [Post]) posts!: Post[];
  @Field(() => [ThreadAction]) actions!: ThreadAction[];
}

@ObjectType()
export class PostVersion {
  @Field(() => Int) number!: number;
  @Field(() => String) html!: string;
  @Field(() => String) source!: string;
  @Field(() => MemberCard) editor!: MemberCard;
  @Field(() => Date) at!: Date;
}

@ObjectType()
export class PostHistory {
  @Field(() => String) postCode!: string;
  @Field(() => String) threadCode!: string;
  @Field(() => [PostVersion]) versions!: PostVersion[];
}

@ObjectType()
export class PostSource {
  @Field(() => String) source!: string;
  @Field(() => Int) version!: number;
}

@ObjectType()
export class ProfilePost {
  @Field(() => String) code!: string;
  @Field(() => String) threadCode!: string;
  @Field(() => String) threadSlug!: string;
  @Field(() => String) threadTitle!: string;
  @Field(() => String) spaceName!: string;
  @Field(() => String) spaceIcon!: string;
  @Field(() => String) excerpt!: string;
  @Field(() => Date) createdAt!: Date;
  @Field(() => Int) likes!: number;
  @Field(() => Boolean) opening!: boolean;
}

@ObjectType()
export class ProfilePostPage {
  @Field(() => [ProfilePost]) items!: ProfilePost[];
  @Field(() => String, optional) next?: string | null;
  @Field(() => String, optional) previous?: string | null;
}
