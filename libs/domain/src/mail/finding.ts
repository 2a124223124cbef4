/** What the checker looked at. */
export const CHECKED = ['spf', 'dkim', 'dmarc', 'mx'] as const;
/** `advice`: it works, and could be better. `unknown`: the name servers did not answer. */
export const VERDICTS = ['good', 'advice', 'wrong', 'unknown'] as const;

/** One thing found in the name system about the domain mails come from. */
export interface Finding {
  readonly about: (typeof CHECKED)[number];
  readonly verdict: (typeof VERDICTS)[number];
  /** What is so, e.g. `missing`; the pages have a sentence for each. */
  readonly code: string;
  /** The name that was asked for. */
  readonly name: string;
  /** Records as they were found. */
  readonly found: readonly string[];
  /** The record to publish under `name`, when one is to be. */
  readonly publish: string | null;
}

/** Asks for the TXT records of a name: empty when there are none, null when nobody answered. */
export type LookUpTxt = (name: string) => Promise<readonly string[] | null>;
