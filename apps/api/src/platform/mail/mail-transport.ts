/** A mail as it leaves. */
export interface Message {
  readonly id: string;
  readonly from: { readonly name: string; readonly address: string };
  readonly to: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * What came of a try. `later`: nobody's fault or the operator's, it is tried again. `refused`: the recipient's side
 * wants none of it for good. `failed`: the mail itself is not taken, by anybody.
 */
export type Outcome =
  | { readonly kind: 'sent' }
  | { readonly kind: 'later' | 'refused' | 'failed'; readonly reason: string; readonly away?: boolean };

/** What carries mails out of the house. */
export interface MailTransport {
  /** The domain of message ids. */
  readonly domain: string;
  readonly from: { readonly name: string | null; readonly address: string };
  send(message: Message): Promise<Outcome>;
  close(): void;
}

/** Injection token; null when no server is set, and mails are kept. */
export const MAIL_TRANSPORT = Symbol('mail transport');
