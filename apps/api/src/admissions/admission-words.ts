/** What became of an invitation. */
export const INVITATION_STATES = ['open', 'used', 'full', 'expired', 'revoked', 'unknown'] as const;
export type InvitationState = (typeof INVITATION_STATES)[number];

/** Where an application stands. */
export const APPLICATION_STATES = ['waiting', 'accepted', 'declined', 'withdrawn'] as const;
export type ApplicationState = (typeof APPLICATION_STATES)[number];
