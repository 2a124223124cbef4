import { Field, InputType, Int, ObjectType, createUnionType, registerEnumType } from '@nestjs/graphql';
import { AUDIENCES, profileFields } from '@foyer/domain/members';
import { Refused } from '../platform/graphql/refused.js';
import { wordsOf } from '../platform/graphql/words.js';
import { RoleEnum, type RoleWord } from './member.types.js';

const optional = { nullable: true } as const;

export const AudienceEnum = wordsOf(AUDIENCES);
export type AudienceWord = keyof typeof AudienceEnum;
registerEnumType(AudienceEnum, { name: 'Audience' });
export const ProfileFieldEnum = wordsOf(profileFields);
export type ProfileFieldWord = keyof typeof ProfileFieldEnum;
registerEnumType(ProfileFieldEnum, { name: 'ProfileField' });
export const LastSeenEnum = wordsOf(['today', 'week', 'month'] as const);
export type LastSeenWord = keyof typeof LastSeenEnum;
registerEnumType(LastSeenEnum, { name: 'LastSeen' });

@ObjectType({ description: 'What is between the viewer and a member.' })
export class Relation {
  @Field(() => Boolean) following!: boolean;
  @Field(() => Boolean, { description: 'Followed, and wanted whole: everything that she writes.' }) watching!: boolean;
  @Field(() => Boolean) followsYou!: boolean;
  @Field(() => Boolean) blocked!: boolean;
  @Field(() => Boolean) muted!: boolean;
}

@ObjectType()
export class FieldAudience {
  @Field(() => ProfileFieldEnum) field!: ProfileFieldWord;
  @Field(() => AudienceEnum) audience!: AudienceWord;
}

@ObjectType({ description: 'Of her own profile, what only the member herself is told.' })
export class OwnProfile {
  @Field(() => String) bioSource!: string;
  @Field(() => [FieldAudience]) visibility!: FieldAudience[];
  @Field(() => Date, { ...optional, description: 'From when on the handle may change again; null: now.' }) handleChangeFrom?: Date | null;
  @Field(() => [String], { description: 'Handles that still lead to her.' }) formerHandles!: string[];
}

@ObjectType({ description: 'A field that the viewer may not see is empty, as if nothing was said.' })
export class MemberProfile {
  @Field(() => String) handle!: string;
  @Field(() => String) displayName!: string;
  @Field(() => String) avatarUrl!: string;
  @Field(() => RoleEnum) role!: RoleWord;
  @Field(() => String, optional) coverUrl?: string | null;
  @Field(() => String, optional) bioHtml?: string | null;
  @Field(() => String, { ...optional, description: 'The beginning of what she says of herself, as plain text.' }) bioExcerpt?: string | null;
  @Field(() => String, optional) place?: string | null;
  @Field(() => String, optional) pronouns?: string | null;
  @Field(() => [String]) expertise!: string[];
  @Field(() => [String]) interests!: string[];
  @Field(() => [String]) links!: string[];
  @Field(() => LastSeenEnum, { ...optional, description: 'Roughly when she was here last; null when it is longer ago, or not for the viewer.' }) lastSeen?: LastSeenWord | null;
  @Field(() => Date) joinedAt!: Date;
  @Field(() => Int) postsCount!: number;
  @Field(() => Int) threadsCount!: number;
  @Field(() => Int) likesReceived!: number;
  @Field(() => Int) acceptedAnswers!: number;
  @Field(() => Int, { ...optional, description: 'Null when the lists are not for the viewer.' }) followersCount?: number | null;
  @Field(() => Int, optional) followingCount?: number | null;
  @Field(() => Boolean, { description: 'Came with an import and was not claimed yet.' }) imported!: boolean;
  @Field(() => String, { ...optional, description: 'Of the team: what she does there.' }) teamTask?: string | null;
  @Field(() => String, { ...optional, description: 'Of the team: a mail address or an address of the web.' }) teamContact?: string | null;
  @Field(() => Relation, { ...optional, description: 'Null for visitors and of oneself.' }) relation?: Relation | null;
  @Field(() => OwnProfile, { ...optional, description: 'Only for the member herself.' }) own?: OwnProfile | null;
  @Field(() => String, { ...optional, description: 'For those who may edit profiles: the text as it was written.' }) bioSource?: string | null;
}

@InputType()
export class FieldAudienceInput {
  @Field(() => ProfileFieldEnum) field!: ProfileFieldWord;
  @Field(() => AudienceEnum) audience!: AudienceWord;
}

@InputType()
export class ProfileInput {
  @Field(() => String) displayName!: string;
  @Field(() => String) bio!: string;
  @Field(() => String, optional) place?: string | null;
  @Field(() => String, optional) pronouns?: string | null;
  @Field(() => [String]) expertise!: string[];
  @Field(() => [String]) interests!: string[];
  @Field(() => [String]) links!: string[];
  @Field(() => [FieldAudienceInput], { description: 'Fields left out keep the house’s default.' }) visibility!: FieldAudienceInput[];
  @Field(() => String, optional) teamTask?: string | null;
  @Field(() => String, optional) teamContact?: string | null;
}

@InputType({ description: 'What is left out stays as it is.' })
export class MemberEditInput {
  @Field(() => String) handle!: string;
  @Field(() => String) reason!: string;
  @Field(() => String, optional) displayName?: string | null;
  @Field(() => String, optional) bio?: string | null;
  @Field(() => String, optional) place?: string | null;
  @Field(() => String, optional) pronouns?: string | null;
  @Field(() => [String], optional) expertise?: string[] | null;
  @Field(() => [String], optional) interests?: string[] | null;
  @Field(() => [String], optional) links?: string[] | null;
  @Field(() => Boolean, optional) removeAvatar?: boolean | null;
  @Field(() => Boolean, optional) removeCover?: boolean | null;
}

@ObjectType()
export class HandleChanged {
  @Field(() => String) handle!: string;
}

export const HandleResult = createUnionType({
  name: 'HandleResult',
  types: () => [HandleChanged, Refused] as const,
  resolveType: (value: object) => ('message' in value ? 'Refused' : 'HandleChanged'),
});
