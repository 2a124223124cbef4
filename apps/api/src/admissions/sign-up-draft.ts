import type { Answered } from '@foyer/domain/admissions';
import type { Locale } from '../platform/http/request-context.js';

/** What the door asks of everybody. */
export interface DoorAnswers {
  readonly displayName: string;
  readonly country: string | null;
  /** Null when she did not answer. */
  readonly oldEnough: boolean | null;
  /** The version of the rules that she agreed to; null for none. */
  readonly rulesVersion: number | null;
  readonly newsletter: boolean;
  readonly analytics: boolean;
  readonly answers: readonly { readonly id: string; readonly answer: string }[];
  readonly locale: Locale | null;
}

/** What somebody wrote to join with a password. */
export interface SignUpForm extends DoorAnswers {
  readonly email: string;
  readonly password: string;
  /** The token of an invitation. */
  readonly invitation: string | null;
}

/** Who she is elsewhere, when a provider of single sign-on answered for her. */
export interface OwnIdentity {
  readonly providerId: string;
  readonly subject: string;
}

/** What waits for the proof of an address, and what a member is made of then. */
export interface Newcomer {
  readonly email: string;
  readonly displayName: string;
  /** Null for whoever comes by a provider: she needs none. */
  readonly passwordHash: string | null;
  /** Absent in what was written before there was one. */
  readonly identity?: OwnIdentity | null;
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
