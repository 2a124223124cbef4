/** Reactions beside the like. */
export const REACTION_KINDS = ['flame', 'thanks', 'laugh', 'wave', 'bravo'] as const;
