import { Injectable } from '@nestjs/common';
import { memberJoined, type WayIn } from '@foyer/domain/admissions';
import { handleFrom } from '@foyer/domain/members';
import { AccountsRepository } from '../accounts/index.js';
import { Audit } from '../platform/audit/audit.js';
import { Clock } from '../platform/clock/clock.js';
import type { Transaction } from '../platform/database/database.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { Outbox } from '../platform/outbox/outbox.js';
import { Consents } from './consents.js';
import { InvitationsRepository } from './invitations.repository.js';
import { type Newcomer, type OwnIdentity, Turned } from './sign-up-draft.js';

/** Ties a new member to who she is at a provider. */
export type TieIdentity = (tx: Transaction, ctx: RequestContext, memberId: string, identity: OwnIdentity & { readonly email: string }) => Promise<void>;

/** Makes a member of somebody whose address is proved: the one place where members who join are written. */
@Injectable()
export class AdmitMember {
  private tie: TieIdentity | null = null;

  constructor(
    private readonly accounts: AccountsRepository,
    private readonly invitations: InvitationsRepository,
    private readonly consents: Consents,
    private readonly outbox: Outbox,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** How identities are tied: said by single sign-on, which knows them. */
  tieIdentitiesBy(tie: TieIdentity): void {
    this.tie = tie;
  }

  /** In the caller's transaction; throws `Turned` when there is no place or the address is taken meanwhile. */
  async write(tx: Transaction, ctx: RequestContext, id: string, newcomer: Newcomer, by: WayIn): Promise<void> {
    const now = this.clock.now();
    const invitation = newcomer.invitationId === null ? null : await this.invitations.take(tx, newcomer.invitationId, now);
    const proposed = handleFrom(newcomer.displayName);
    // Of namesakes who join at the same moment, the next looks for a handle when the first has hers.
    await this.accounts.lockHandle(tx, proposed);
    const handle = await this.accounts.freeHandle(tx, proposed);
    await this.accounts.insertMember(tx, { id, handle, displayName: newcomer.displayName, role: invitation?.role ?? 'member', locale: newcomer.locale, createdAt: now });
    if (!(await this.accounts.insertAccount(tx, id, newcomer.email, newcomer.passwordHash, now))) throw new Turned({ code: 'member.emailTaken', field: 'email' });
    await tx.rows('INSERT INTO member_admissions (member_id, way, invitation_id, old_enough, at) VALUES ($1, $2, $3, true, $4)', [id, by, invitation?.id ?? null, now]);
    if (invitation && invitation.groupIds.length > 0) {
      // A group that was deleted meanwhile is left out.
      await tx.rows('INSERT INTO group_members (group_id, member_id) SELECT g.id, $2 FROM groups g WHERE g.id = ANY ($1::uuid[]) ON CONFLICT DO NOTHING', [invitation.groupIds, id]);
    }
    if (newcomer.identity) await this.tie?.(tx, ctx, id, { ...newcomer.identity, email: newcomer.email });
    await this.consents.recordJoining(tx, id, newcomer);
    await this.outbox.publish(tx, memberJoined(id, by, invitation?.id ?? null, now));
    await this.audit.write(tx, { action: 'member.joined', subjectKind: 'member', subjectId: id, actorId: ctx.viewer.memberId ?? id, detail: { by, invitationId: invitation?.id ?? null, role: invitation?.role ?? 'member' }, ctx });
  }
}
