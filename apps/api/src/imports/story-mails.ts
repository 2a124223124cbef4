import type { Transaction } from '../platform/database/database.js';
import { OWN_LETTER, written } from '../welcome/index.js';
import { insertRows, type Target } from './insert-rows.js';
import { stableId } from './stable-identity.js';

export const MAILS: Target = {
  table: 'mails',
  columns: {
    id: 'uuid', template: 'text', to_address: 'text', to_name: 'text', member_id: 'uuid', from_name: 'text', locale: 'text', essential: 'boolean', data: 'jsonb', subject: 'text', state: 'text',
    attempts: 'smallint', last_error: 'text', created_at: 'timestamptz',
  },
  onConflict: 'ON CONFLICT DO NOTHING',
};

/** A mail of the story's year. None of them waits to leave: nobody is written to because a story was told. */
export interface StoryMail {
  /** The same in each telling. */
  readonly key: string;
  readonly template: string;
  readonly to: { readonly address: string; readonly name: string | null; readonly memberId?: string };
  readonly fromName: string | null;
  readonly locale: 'fr' | 'en';
  readonly essential: boolean;
  readonly data: object;
  readonly subject: string;
  readonly state: 'kept' | 'failed' | 'bounced';
  readonly attempts: number;
  readonly error: string | null;
  readonly at: Date;
}

/** In days: mails older than that are forgotten in every house. */
const REMEMBERED = 88;

/** Writes mails as they are when the worker has treated them. */
export async function writeMails(tx: Transaction, source: string, mails: readonly StoryMail[]): Promise<void> {
  await insertRows(tx, MAILS, mails.map(({ key, to, fromName, error, at, ...mail }) => ({
    template: mail.template, locale: mail.locale, essential: mail.essential, subject: mail.subject, state: mail.state, attempts: mail.attempts, data: mail.data,
    id: stableId({ source, kind: 'mail', key }, at), to_address: to.address, to_name: to.name, member_id: to.memberId ?? null, from_name: fromName, last_error: error, created_at: at,
  })));
}

/** The letters that the latest newcomers got, in the name of whoever welcomes. */
export async function letters(tx: Transaction, now: Date, community: string): Promise<StoryMail[]> {
  const rows = await tx.rows<{ id: string; handle: string; name: string; locale: 'fr' | 'en'; email: string; created_at: Date; signed_by: string | null }>(
    `SELECT m.id, m.handle::text, m.display_name AS name, coalesce(m.locale, 'fr') AS locale, a.email::text, m.created_at,
            (SELECT s.display_name FROM welcome_settings w JOIN members s ON s.id = w.signed_by) AS signed_by
       FROM members m JOIN member_accounts a ON a.member_id = m.id
      WHERE m.created_at > $1::timestamptz - make_interval(days => ${REMEMBERED}) ORDER BY m.created_at, m.id`,
    [now],
  );
  return rows.map(({ id, handle, name, locale, email, created_at: at, signed_by: signedBy }) => {
    const { subject, paragraphs } = written(OWN_LETTER[locale], { name, community });
    return {
      key: `letter ${handle}`, template: 'welcome.letter', to: { address: email, name, memberId: id }, fromName: signedBy, locale, essential: false,
      data: { subject, paragraphs, signature: signedBy ?? '' }, subject, state: 'kept', attempts: 1, error: null, at,
    };
  });
}
