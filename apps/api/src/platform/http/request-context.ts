import type { Viewer, ViewTarget } from '@foyer/domain/access';

export type Locale = 'fr' | 'en';

/** Takes headers of the answer. */
export interface HeaderSink {
  header(name: string, value: string): unknown;
}

/** The viewer as a session knows her. */
export interface SessionViewer extends Viewer {
  readonly sessionId: string | null;
  readonly handle: string | null;
  readonly displayName: string | null;
  readonly avatarPath: string | null;
  readonly locale: Locale | null;
  readonly previousVisitAt: Date | null;
  readonly readBaselineAt: Date | null;
  /** Whether she proved who she is in the last ten minutes: see `@Allow`'s `stepUp`. */
  readonly provedRecently: boolean;
  /** Whether she must have a second factor and has none: every door but GraphQL must take her for a visitor. */
  readonly mustEnrol: boolean;
  /** Set while she looks at the house through other eyes: nothing can be changed meanwhile, and nothing is left behind. */
  readonly viewingAs: ViewTarget | null;
  /** The rules changed and she has not accepted them yet: she reads, and writes nothing. */
  readonly rulesDue: boolean;
}

/** What each GraphQL operation is given. */
export interface RequestContext {
  readonly viewer: SessionViewer;
  /** The language of sentences and labels: the setting, then the cookie, then the browser, then the community's. */
  readonly locale: Locale;
  /** Rises with each change of names, spaces or the brand: what is kept of them is kept under it. */
  readonly communityRevision: string;
  readonly requestId: string;
  readonly address: string;
  /** The country that a trusted proxy names for the address (two letters), or null. */
  readonly country: string | null;
  readonly userAgent: string | null;
  /** The cookies that the browser sent, as one header; absent for operations run by the process itself. */
  readonly cookies?: string;
  /** Where cookies go. Null for operations run by the process itself (live hints). */
  readonly reply: HeaderSink | null;
}

export const ANONYMOUS: SessionViewer = {
  memberId: null, role: null, groupIds: [], customRoleIds: [], extraPermissions: [], sessionId: null, handle: null, displayName: null,
  avatarPath: null, locale: null, previousVisitAt: null, readBaselineAt: null, rulesDue: false, provedRecently: false, mustEnrol: false, viewingAs: null,
};
