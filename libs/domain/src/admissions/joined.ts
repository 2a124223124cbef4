/** The way somebody came in. */
export type WayIn = 'open' | 'invitation' | 'link' | 'approval' | 'sso';

/** Somebody is a member now. */
export interface MemberJoined {
  readonly type: 'member.joined';
  readonly version: 1;
  readonly actorId: string;
  readonly subjectId: string;
  readonly spaceId: null;
  readonly payload: { readonly memberId: string; readonly by: WayIn; readonly invitationId: string | null };
  readonly occurredAt: Date;
}

/** Makes the event; its subject is the new member. */
export const memberJoined = (memberId: string, by: WayIn, invitationId: string | null, occurredAt: Date): MemberJoined => ({
  type: 'member.joined', version: 1, actorId: memberId, subjectId: memberId, spaceId: null, payload: { memberId, by, invitationId }, occurredAt,
});
