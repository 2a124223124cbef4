/** Somebody begins to follow a member. */
export interface MemberFollowed {
  readonly type: 'member.followed';
  readonly version: 1;
  readonly actorId: string;
  readonly subjectId: string;
  readonly spaceId: null;
  readonly payload: { readonly followerId: string; readonly followedId: string };
  readonly occurredAt: Date;
}

/** Makes the event; its subject is the member who is followed. */
export const memberFollowed = (followerId: string, followedId: string, occurredAt: Date): MemberFollowed => ({
  type: 'member.followed', version: 1, actorId: followerId, subjectId: followedId, spaceId: null, payload: { followerId, followedId }, occurredAt,
});
