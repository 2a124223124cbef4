import type { Answered } from '@foyer/domain/admissions';
import type { Locale } from '../platform/http/request-context.js';

/** What is asked of everybody who comes in, by whichever way. */
export interface EntryAnswers {
  readonly country: string | null;
  /** Null when she did not answer. */
  readonly oldEnough: boolean | null;
  /** The version of the rules that she agreed to; null for none. */
  readonly rulesVersion: number | null;
  readonly newsletter: boolean;
  readonly analytics: boolean;
}

/** What nobody wrote is left open; a free consent that was not given is refused. */
export const entryAnswers = (input: { [K in keyof EntryAnswers]?: EntryAnswers[K] | null }): EntryAnswers => ({
  country: input.country ?? null,
  oldEnough: input.oldEnough ?? null,
  rulesVersion: input.rulesVersion ?? null,
  newsletter: input.newsletter ?? false,
  analytics: input.analytics ?? false,
});

/** What the door asks of somebody new. */
export interface DoorAnswers extends EntryAnswers {
  readonly displayName: string;
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
