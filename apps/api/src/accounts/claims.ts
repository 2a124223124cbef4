import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Role } from '@foyer/domain/access';
import { checkPassword, parseEmail } from '@foyer/domain/accounts';
import { refuse, type Result } from '@foyer/domain/result';
import { Audit } from '../platform/audit/audit.js';
import { Clock } from '../platform/clock/clock.js';
import { SETTINGS, type Settings } from '../platform/config/settings.js';
import { Database, type Sql, type Transaction } from '../platform/database/database.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { AccountsRepository } from './accounts.repository.js';
import { isBreached } from './breached-passwords.js';
import type { ClaimLink, SignedIn } from './account.types.js';
import { OpenSession } from './open-session.js';
import { Passwords } from './passwords.js';

const DAYS = 14;

class ClaimLost extends Error {}
class AddressTaken extends Error {}

/** Imported members have no password: a one-use link lets the right person take the account over. */
@Injectable()
export class Claims {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly database: Database,
    private readonly accounts: AccountsRepository,
    private readonly passwords: Passwords,
    private readonly openSession: OpenSession,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Makes a link for a member who was not claimed yet; the token is in the link and nowhere else. */
  async create(tx: Sql, memberId: string, by: { actorId: string | null; invitedEmail: string | null }): Promise<ClaimLink> {
    const token = randomBytes(32).toString('base64url');
    const expiresAt = new Date(this.clock.now().getTime() + DAYS * 86_400_000);
    await this.accounts.insertClaim(tx, { tokenHash: hashOf(token), memberId, invitedEmail: by.invitedEmail, createdBy: by.actorId, expiresAt });
    return { url: `${this.settings.publicUrl}/claim/${token}`, expiresAt };
  }

  /** An administrator asks for a link, to hand over by a way she trusts. */
  async createFor(ctx: RequestContext, handle: string): Promise<Result<ClaimLink>> {
    return this.database.transaction(async (tx) => {
      const member = await tx.row<{ id: string; state: string }>('SELECT id, state FROM members WHERE handle = $1', [handle]);
      if (member?.state !== 'unclaimed') return refuse('claim.notImported');
      const link = await this.create(tx, member.id, { actorId: ctx.viewer.memberId, invitedEmail: null });
      await this.audit.write(tx, { action: 'member.claimLinkCreated', subjectKind: 'member', subjectId: member.id, actorId: ctx.viewer.memberId, ctx });
      return { ok: true, value: link };
    });
  }

  /**
   * Takes an imported account over with its link; whoever calls has charged the limit of claims. Wrong, used, expired and foreign links are answered alike.
   * @param also what is written along, in the same transaction
   */
  async claim(ctx: RequestContext, token: string, email: string, password: string, also: (tx: Transaction, memberId: string) => Promise<void>): Promise<Result<SignedIn>> {
    const address = parseEmail(email);
    if (!address.ok) return address;
    const claimed = await this.database.row<{ member_id: string; role: Role }>(
      'SELECT c.member_id, m.role FROM member_claims c JOIN members m ON m.id = c.member_id WHERE c.token_hash = $1',
      [hashOf(token)],
    );
    const checked = checkPassword(password, claimed?.role ?? 'member', [address.value], isBreached);
    if (!checked.ok) return checked;
    if (!claimed) return refuse('claim.invalid');
    const passwordHash = await this.passwords.hash(password);
    try {
      const signedIn = await this.openSession.for(ctx, claimed.member_id, 'claim', async (tx) => {
        const now = this.clock.now();
        const claim = await this.accounts.useClaim(tx, hashOf(token), now);
        if (!claim) throw new ClaimLost();
        // A link handed over another way, or another address than the one it was made for, shows nothing about the address.
        const confirmedAt = claim.invitedEmail?.toLowerCase() === address.value.toLowerCase() ? now : null;
        if (!(await this.accounts.insertAccount(tx, claimed.member_id, address.value, passwordHash, confirmedAt))) throw new AddressTaken();
        await also(tx, claimed.member_id);
      });
      return { ok: true, value: signedIn };
    } catch (error) {
      if (error instanceof ClaimLost) return refuse('claim.invalid');
      if (error instanceof AddressTaken) return refuse('member.emailTaken', 'email');
      throw error;
    }
  }
}

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();
