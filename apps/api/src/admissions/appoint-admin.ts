import { Inject, Injectable } from '@nestjs/common';
import { parseEmail } from '@foyer/domain/accounts';
import { accept, refuse, type Result } from '@foyer/domain/result';
import { Audit } from '../platform/audit/audit.js';
import { Clock } from '../platform/clock/clock.js';
import { SETTINGS, type Settings } from '../platform/config/settings.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { newCode, newId } from '../platform/ids/ids.js';
import { AssignRoles } from '../roles/index.js';
import { newToken } from './secrets.js';

/** In milliseconds: long enough to walk from the machine to one's own browser. */
const VALID = 2 * 86_400_000;

/** The account that was appointed, or the link by which one is made. */
export type Appointed = { readonly kind: 'account' } | { readonly kind: 'link'; readonly url: string; readonly expiresAt: Date };

/**
 * Makes somebody administrator from the machine's own console: the first one of an empty house, or another one when none
 * can be reached. Whoever may run commands there vouches for the address, so its link needs no mail, which may not be
 * set up yet.
 */
@Injectable()
export class AppointAdmin {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly database: Database,
    private readonly roles: AssignRoles,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Whether nobody administers the house yet. */
  async needed(): Promise<boolean> {
    const row = await this.database.row<{ there: boolean }>(`SELECT EXISTS (SELECT 1 FROM members WHERE role = 'admin' AND state = 'active') AS there`);
    return row?.there !== true;
  }

  async run(address: string): Promise<Result<Appointed>> {
    const parsed = parseEmail(address);
    if (!parsed.ok) return parsed;
    return this.database.transaction(async (tx): Promise<Result<Appointed>> => {
      const account = await tx.row<{ handle: string }>('SELECT m.handle FROM members m JOIN member_accounts a ON a.member_id = m.id WHERE a.email = $1', [parsed.value]);
      if (!account) return accept(await this.invite(tx, parsed.value));
      return (await this.roles.appointAdmin(tx, account.handle)) ? accept({ kind: 'account' }) : refuse('role.suspended');
    });
  }

  private async invite(tx: Transaction, email: string): Promise<Appointed> {
    const { token, hash } = newToken();
    const id = newId();
    const now = this.clock.now();
    const expiresAt = new Date(now.getTime() + VALID);
    // An address waits for one invitation only; the links before this one end.
    await tx.rows(`UPDATE invitations SET revoked_at = $2 WHERE email = $1 AND kind = 'person' AND revoked_at IS NULL AND used = 0`, [email, now]);
    await tx.rows(
      `INSERT INTO invitations (id, code, kind, token_hash, email, role, quota, created_at, sent_at, expires_at) VALUES ($1, $2, 'person', $3, $4, 'admin', 1, $5, $5, $6)`,
      [id, newCode(), hash, email, now, expiresAt],
    );
    await this.audit.write(tx, { action: 'invitation.created', subjectKind: 'invitation', subjectId: id, detail: { role: 'admin', groupIds: [] }, ctx: null });
    return { kind: 'link', url: `${this.settings.publicUrl}/join/${token}`, expiresAt };
  }
}
