import { Field, ObjectType } from '@nestjs/graphql';
import { ListedMember } from './directory.types.js';
import { MemberCard, RoleEnum, type RoleWord } from './member.types.js';

const optional = { nullable: true } as const;

@ObjectType()
export class FollowPage {
  @Field(() => MemberCard) member!: MemberCard;
  @Field(() => [ListedMember]) items!: ListedMember[];
  @Field(() => String, optional) next?: string | null;
}

@ObjectType({ description: 'Whom the viewer shut out; nobody else ever reads this.' })
export class ShutOutPeople {
  @Field(() => [MemberCard]) blocked!: MemberCard[];
  @Field(() => [MemberCard]) muted!: MemberCard[];
}

@ObjectType()
export class TeamMember {
  @Field(() => String) handle!: string;
  @Field(() => String) displayName!: string;
  @Field(() => String) avatarUrl!: string;
  @Field(() => RoleEnum) role!: RoleWord;
  @Field(() => String, optional) pronouns?: string | null;
  @Field(() => String, { ...optional, description: 'What she does on the team.' }) task?: string | null;
  @Field(() => String, { ...optional, description: 'A mail address or an address of the web.' }) contact?: string | null;
  @Field(() => String, optional) bioExcerpt?: string | null;
}
