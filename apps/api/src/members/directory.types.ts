import { Field, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { wordsOf } from '../platform/graphql/words.js';
import { RoleEnum, type RoleWord } from './member.types.js';

const optional = { nullable: true } as const;

export const MembersSortEnum = wordsOf(['name', 'newest', 'posts'] as const);
export type MembersSortWord = keyof typeof MembersSortEnum;
registerEnumType(MembersSortEnum, { name: 'MembersSort' });

@InputType({ description: 'Each condition narrows the list; fields that somebody hides from the viewer find nobody.' })
export class MembersFilter {
  @Field(() => String, { ...optional, description: 'Part of a name or a handle; one wrong letter is forgiven.' }) search?: string | null;
  @Field(() => RoleEnum, optional) role?: RoleWord | null;
  @Field(() => String, { ...optional, description: 'A group of the viewer’s; any group for those who keep them.' }) groupCode?: string | null;
  @Field(() => String, optional) interest?: string | null;
  @Field(() => String, optional) expertise?: string | null;
  @Field(() => String, optional) place?: string | null;
  @Field(() => Boolean, { ...optional, description: 'Here within the last seven days.' }) active?: boolean | null;
  @Field(() => Boolean, { ...optional, description: 'Came within the last thirty days.' }) recent?: boolean | null;
  @Field(() => Boolean, { ...optional, description: 'Those the viewer follows.' }) followed?: boolean | null;
}

@ObjectType()
export class ListedMember {
  @Field(() => String) handle!: string;
  @Field(() => String) displayName!: string;
  @Field(() => String) avatarUrl!: string;
  @Field(() => RoleEnum) role!: RoleWord;
  @Field(() => String, optional) bioExcerpt?: string | null;
  @Field(() => String, optional) place?: string | null;
  @Field(() => [String]) expertise!: string[];
  @Field(() => [String]) interests!: string[];
  @Field(() => Date) joinedAt!: Date;
  @Field(() => Int) postsCount!: number;
  @Field(() => Boolean) following!: boolean;
}

@ObjectType()
export class ListedMemberPage {
  @Field(() => [ListedMember]) items!: ListedMember[];
  @Field(() => String, optional) next?: string | null;
  @Field(() => Int, { description: 'At most 1000: beyond it, at least that many.' }) total!: number;
}

@ObjectType()
export class WordCount {
  @Field(() => String) word!: string;
  @Field(() => Int) count!: number;
}

@ObjectType()
export class FilterGroup {
  @Field(() => String) code!: string;
  @Field(() => String) name!: string;
}

@ObjectType({ description: 'What the directory can be filtered by, and what profiles are usually filed under.' })
export class DirectoryWords {
  @Field(() => [WordCount]) expertise!: WordCount[];
  @Field(() => [WordCount]) interests!: WordCount[];
  @Field(() => [FilterGroup]) groups!: FilterGroup[];
}
