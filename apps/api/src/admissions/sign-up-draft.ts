import type { Answered } from '@foyer/domain/admissions';
import type { Locale } from '../platform/http/request-context.js';

/** What somebody wrote to join. */
export interface SignUpForm {
  readonly displayName: string;
  readonly email: string;
  readonly password: string;
  readonly country: string | null;
  /** Null when she did not answer. */
  readonly oldEnough: boolean | null;
  /** The version of the rules that she agreed to; null for none. */
  readonly rulesVersion: number | null;
  readonly newsletter: boolean;
  readonly analytics: boolean;
  readonly answers: readonly { readonly id: string; readonly answer: string }[];
  /** The token of an invitation. */
  readonly invitation: string | null;
  readonly locale: Locale | null;
}

/** What waits for the proof of an address, and what a member is made of then. */
export interface Newcomer {
  readonly email: string;
  readonly displayName: string;
  readonly passwordHash: string;
  readonly locale: Locale;
  readonly rulesVersion: number;
  readonly newsletter: boolean;
  readonly analytics: boolean;
  readonly addressPrefix: string | null;
  readonly invitationId: string | null;
  readonly answers: readonly Answered[];
}

/** A refusal that undoes the transaction it is found in. */
export class Turned extends Error {
  constructor(readonly refusal: { readonly code: `${string}.${string}`; readonly field?: string }) {
    super(refusal.code);
  }
}
