/** What the team does to somebody's account with a reason and a proof; each is a form action of her page. */
export const TEAM_ACTS = ['resetFactors', 'waiveMailbox'] as const;
export type TeamAct = (typeof TEAM_ACTS)[number];

/** The field of its reason: several forms of a page ask for one, each says what is wrong beside its own. */
export const reasonOf = (act: TeamAct): string => `${act}Reason`;
