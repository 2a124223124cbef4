import { ROLES, type Role } from '../access/index.js';

/** How one comes in. */
export const MODES = ['open', 'invitation', 'approval'] as const;
export type Mode = (typeof MODES)[number];

/** For how long a refusal of an application may be taken back, in days; what was written is kept for no longer. */
export const REOPEN_DAYS = 14;
export const LINK_QUOTA_MAX = 10_000;
export const INVITATION_DAYS_MAX = 365;

/** The roles that somebody may write on an invitation: nobody invites to more than she could give by hand. */
export function rolesToOffer(role: Role | null): readonly Role[] {
  if (role === 'admin') return ROLES;
  return role === null ? [] : ['member', 'ambassador'];
}

/** Why an application is declined; the applicant reads the sentence in her language. */
export const DECLINE_REASONS = ['outside', 'incomplete', 'duplicate', 'later', 'other'] as const;
export type DeclineReason = (typeof DECLINE_REASONS)[number];
