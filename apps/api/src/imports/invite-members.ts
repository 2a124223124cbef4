import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { parse } from 'csv-parse/sync';
import { parseEmail } from '@foyer/domain/accounts';
import type { Database, Transaction } from '../platform/database/database.js';
import type { CommunityWriter } from './community-writer.js';
import { keyOf } from './discourse/keys.js';

/** Makes a one-use link for an unclaimed member; the token is in the link and nowhere else. */
export type CreateClaim = (tx: Transaction, memberId: string, email: string) => Promise<{ readonly url: string; readonly expiresAt: Date }>;

/** Leaves the link in a mail, in the transaction that made it. */
export type MailInvitation = (tx: Transaction, invited: { readonly memberId: string; readonly email: string; readonly url: string; readonly expiresAt: Date }) => Promise<void>;

export interface InvitationOptions {
  readonly create: CreateClaim;
  /** Where links are written, for the operator to send. */
  readonly file: string;
  /** When given, links leave by mail and are written nowhere. */
  readonly mail?: MailInvitation;
}

export interface Invitations {
  readonly made: number;
  /** Where the links are; null when none was made. */
  readonly file: string | null;
  /** Lines that name nobody of the forum, or no address. */
  readonly unknown: readonly string[];
}

/**
 * Makes a link for each line of `members.csv` (`username,email`) whose member was never claimed nor invited, and
 * appends them to a file that only its owner reads, for the operator to send, or leaves them in mails.
 */
export async function inviteMembers(database: Database, writer: CommunityWriter, csvPath: string | null, options: InvitationOptions): Promise<Invitations> {
  if (csvPath === null) return { made: 0, file: null, unknown: [] };
  const unknown: string[] = [];
  let made = 0;
  for (const { username, email } of lines(await readFile(csvPath, 'utf8'))) {
    const key = keyOf.username(username);
    const handle = writer.handleOf(key);
    const address = parseEmail(email);
    if (handle === null || !address.ok) {
      unknown.push(handle === null ? username : `${username} (${email})`);
      continue;
    }
    if (await invite(database, writer.memberId(key), handle, address.value, options)) made++;
  }
  return { made, file: made > 0 && !options.mail ? options.file : null, unknown };
}

function lines(csv: string): { username: string; email: string }[] {
  const rows = parse(csv, { bom: true, columns: (names: string[]) => names.map((name) => name.trim().toLowerCase()), skip_empty_lines: true, trim: true, relax_column_count: true }) as Record<string, string | undefined>[];
  return rows.map((row) => ({ username: row['username'] ?? '', email: row['email'] ?? '' })).filter(({ username }) => username !== '');
}

function invite(database: Database, memberId: string, handle: string, email: string, { create, file, mail }: InvitationOptions): Promise<boolean> {
  return database.transaction(async (tx) => {
    const free = await tx.row(
      `SELECT 1 FROM members m WHERE m.id = $1 AND m.state = 'unclaimed' AND NOT EXISTS (SELECT 1 FROM member_claims c WHERE c.member_id = m.id) FOR UPDATE`,
      [memberId],
    );
    if (!free) return false;
    const link = await create(tx, memberId, email);
    if (mail) {
      await mail(tx, { memberId, email, ...link });
      return true;
    }
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    // Before the commit: a link that was made is never lost, and one that was not committed opens nothing.
    await appendFile(file, `${[handle, email, link.url, link.expiresAt.toISOString()].map(cell).join(',')}\n`, { mode: 0o600 });
    return true;
  });
}

/** A cell that a spreadsheet reads as text, whatever it begins with. */
const cell = (text: string): string => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replace(/"/g, '""')}"`;
