/** By how much the clocks of a provider and of the house may differ, in seconds. */
export const CLOCK_SKEW = 300;

/**
 * Whether somebody showed at a provider who she is after she was sent there for it; the clocks may differ.
 * @param authTime in seconds since 1970, by the provider's clock
 * @param sentAt by the house's
 */
export const provedSince = (authTime: number | null, sentAt: Date): boolean => authTime !== null && authTime >= sentAt.getTime() / 1_000 - CLOCK_SKEW;
