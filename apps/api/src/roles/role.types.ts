import { Field, InputType, Int, ObjectType, createUnionType, registerEnumType } from '@nestjs/graphql';
import { ROLES } from '@foyer/domain/access';
import { MemberCard, RoleEnum, type RoleWord } from '../members/index.js';
import { Refused } from '../platform/graphql/refused.js';
import { wordsOf } from '../platform/graphql/words.js';

/** The roles whose eyes can be looked through. */
export const ViewableRoleEnum = wordsOf([...ROLES.filter((role) => role !== 'admin'), 'visitor'] as ('cm' | 'moderator' | 'analyst' | 'ambassador' | 'member' | 'visitor')[]);
export type ViewableRoleWord = keyof typeof ViewableRoleEnum;
registerEnumType(ViewableRoleEnum, { name: 'ViewableRole' });

export const MemberStateEnum = wordsOf(['active', 'unclaimed', 'suspended'] as const);
export type MemberStateWord = keyof typeof MemberStateEnum;
registerEnumType(MemberStateEnum, { name: 'MemberState' });

@ObjectType()
export class PermissionEntry {
  @Field(() => String) name!: string;
  @Field(() => String, { description: 'What it allows, in the viewer’s language.' }) sentence!: string;
  @Field(() => Boolean, { description: 'Administrators alone hand it on.' }) reserved!: boolean;
  @Field(() => Boolean, { description: 'Every member has it: no role needs to add it.' }) everybody!: boolean;
  @Field(() => Boolean, { description: 'Whether the viewer may put it into a role.' }) givable!: boolean;
}

@ObjectType()
export class PermissionArea {
  @Field(() => String) key!: string;
  @Field(() => String) name!: string;
  @Field(() => [PermissionEntry]) permissions!: PermissionEntry[];
}

@ObjectType()
export class BuiltInRole {
  @Field(() => RoleEnum, { nullable: true, description: 'None: visitors.' }) role?: RoleWord | null;
  @Field(() => [String]) permissions!: string[];
  @Field(() => Int) membersCount!: number;
  @Field(() => Boolean, { description: 'Whether the viewer may look at the house as this role.' }) viewable!: boolean;
}

@ObjectType()
export class CustomRole {
  @Field(() => String) code!: string;
  @Field(() => String) name!: string;
  @Field(() => String) description!: string;
  @Field(() => [String]) permissions!: string[];
  @Field(() => Int) membersCount!: number;
  @Field(() => Boolean, { description: 'Whether the viewer may give it and take it away.' }) givable!: boolean;
}

@ObjectType()
export class RoleMatrix {
  @Field(() => [PermissionArea]) areas!: PermissionArea[];
  @Field(() => [BuiltInRole]) builtIn!: BuiltInRole[];
  @Field(() => [CustomRole]) custom!: CustomRole[];
}

@ObjectType()
export class CustomRoleMembers {
  @Field(() => CustomRole) role!: CustomRole;
  @Field(() => [MemberCard]) members!: MemberCard[];
  @Field(() => String, { nullable: true }) next?: string | null;
}

@ObjectType()
export class MemberGroup {
  @Field(() => String) code!: string;
  @Field(() => String) name!: string;
  @Field(() => String, { description: 'How she came in: manual, rule or sso.' }) source!: string;
}

@ObjectType()
export class MemberRoleHeld {
  @Field(() => String) code!: string;
  @Field(() => String) name!: string;
}

@ObjectType({ description: 'A change of address that waits for a mailbox.' })
export class PendingAddress {
  @Field(() => String, { description: 'In full only for those who may read addresses.' }) address!: string;
  @Field(() => Boolean) oldConfirmed!: boolean;
  @Field(() => Boolean) newConfirmed!: boolean;
  @Field(() => Date) until!: Date;
  @Field(() => Boolean, { description: 'Whether the viewer may say yes in place of the old mailbox.' }) mayWaive!: boolean;
}

@ObjectType()
export class AdministeredMember {
  @Field(() => MemberCard) card!: MemberCard;
  @Field(() => MemberStateEnum) state!: MemberStateWord;
  @Field(() => String, { nullable: true, description: 'Only for those who may read addresses.' }) email?: string | null;
  @Field(() => PendingAddress, { nullable: true }) pendingAddress?: PendingAddress | null;
  @Field(() => Date) joinedAt!: Date;
  @Field(() => Date, { nullable: true }) lastSeenAt?: Date | null;
  @Field(() => Int) postsCount!: number;
  @Field(() => Int) openSessions!: number;
  @Field(() => [MemberRoleHeld]) customRoles!: MemberRoleHeld[];
  @Field(() => [MemberGroup], { description: 'Only for those who keep groups.' }) groups!: MemberGroup[];
  @Field(() => Date, { nullable: true }) suspendedAt?: Date | null;
  @Field(() => String, { nullable: true }) suspendedReason?: string | null;
  @Field(() => MemberCard, { nullable: true }) suspendedBy?: MemberCard | null;
  @Field(() => Boolean) isViewer!: boolean;
  @Field(() => [RoleEnum], { description: 'The roles that the viewer may give her.' }) givableRoles!: RoleWord[];
  @Field(() => Boolean) maySuspend!: boolean;
  @Field(() => Int, { nullable: true, description: 'Her passkeys and her code app, counted; none for whoever may not take them off her.' }) factorsToReset?: number | null;
  @Field(() => Boolean) mayViewAs!: boolean;
}

@ObjectType()
export class ViewingAs {
  @Field(() => ViewableRoleEnum, { nullable: true }) role?: ViewableRoleWord | null;
  @Field(() => String, { nullable: true, description: 'The name of a custom role.' }) customRole?: string | null;
  @Field(() => MemberCard, { nullable: true }) member?: MemberCard | null;
}

@InputType()
export class ViewAsInput {
  @Field(() => ViewableRoleEnum, { nullable: true }) role?: ViewableRoleWord | null;
  @Field(() => String, { nullable: true }) roleCode?: string | null;
  @Field(() => String, { nullable: true }) handle?: string | null;
}

@ObjectType()
export class CustomRoleSaved {
  @Field(() => CustomRole) role!: CustomRole;
}

export const CustomRoleResult = createUnionType({
  name: 'CustomRoleResult',
  types: () => [CustomRoleSaved, Refused] as const,
  resolveType: (value: object) => ('message' in value ? 'Refused' : 'CustomRoleSaved'),
});
