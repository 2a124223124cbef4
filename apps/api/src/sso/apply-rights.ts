import { Injectable } from '@nestjs/common';
import type { Role } from '@foyer/domain/access';
import { roleAfter, type Wanted } from '@foyer/domain/sso';
import { raiseCommunity } from '../community/index.js';
import { Audit } from '../platform/audit/audit.js';
import type { Transaction } from '../platform/database/database.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { ClusterBus } from '../platform/realtime/cluster-bus.js';
import type { IdentityRow } from './identities.repository.js';

/** Whoever gives up an administrator waits for whoever else is doing so. */
const ADMINS_LOCK = 7_105_202_606;
export const NOTHING: Wanted = { role: null, customRoleIds: [], groupIds: [] };

interface Gift {
  readonly table: 'group_members' | 'member_roles';
  readonly column: 'group_id' | 'role_id';
  readonly grant: 'group_id' | 'custom_role_id';
  /** How a row says that a provider gave it, where it can say so. */
  readonly mark: string | null;
}
const GROUPS: Gift = { table: 'group_members', column: 'group_id', grant: 'group_id', mark: 'source' };
const ROLES: Gift = { table: 'member_roles', column: 'role_id', grant: 'custom_role_id', mark: null };

/** Gives a member what her provider says, and takes back what it said before and no longer says. */
@Injectable()
export class ApplyRights {
  constructor(
    private readonly audit: Audit,
    private readonly bus: ClusterBus,
  ) {}

  async run(tx: Transaction, ctx: RequestContext, identity: IdentityRow, wanted: Wanted, provider: string): Promise<void> {
    await this.role(tx, ctx, identity, wanted.role, provider);
    await this.gifts(tx, ctx, identity, GROUPS, wanted.groupIds, provider);
    await this.gifts(tx, ctx, identity, ROLES, wanted.customRoleIds, provider);
  }

  private async role(tx: Transaction, ctx: RequestContext, identity: IdentityRow, wanted: Role | null, provider: string): Promise<void> {
    const member = await tx.row<{ role: Role }>('SELECT role FROM members WHERE id = $1 FOR UPDATE', [identity.member_id]);
    if (!member) return;
    const after = roleAfter({ role: member.role, granted: identity.role_granted, before: identity.role_before }, wanted);
    const detail = { provider, before: member.role, after: after.role };
    if (after.role !== member.role) {
      if (member.role === 'admin' && !(await anotherAdmin(tx, identity.member_id))) {
        await this.audit.write(tx, { action: 'sso.lastAdminKept', subjectKind: 'member', subjectId: identity.member_id, actorId: null, detail, ctx });
        return;
      }
      await tx.rows('UPDATE members SET role = $2 WHERE id = $1', [identity.member_id, after.role]);
      await raiseCommunity(tx);
      await this.audit.write(tx, { action: 'member.roleChanged', subjectKind: 'member', subjectId: identity.member_id, actorId: identity.member_id, detail, ctx });
      tx.afterCommit(() => this.bus.emit('member.roleChanged', { memberId: identity.member_id }));
    }
    if (after.granted !== identity.role_granted || after.before !== identity.role_before) {
      await tx.rows('UPDATE sso_identities SET role_granted = $2, role_before = $3 WHERE id = $1', [identity.id, after.granted, after.before]);
    }
  }

  private async gifts(tx: Transaction, ctx: RequestContext, { id, member_id: memberId }: IdentityRow, gift: Gift, wanted: readonly string[], provider: string): Promise<void> {
    const held = (await tx.rows<{ id: string }>(`SELECT ${gift.grant} AS id FROM sso_grants WHERE identity_id = $1 AND ${gift.grant} IS NOT NULL`, [id])).map((row) => row.id);
    const given = await this.give(tx, id, memberId, gift, wanted.filter((one) => !held.includes(one)));
    const taken = await this.take(tx, id, memberId, gift, held.filter((one) => !wanted.includes(one)));
    for (const [action, ids] of [['Added', given], ['Removed', taken]] as const) {
      for (const one of ids) {
        const group = gift === GROUPS;
        await this.audit.write(tx, { action: group ? `group.member${action}` : `role.member${action}`, subjectKind: group ? 'group' : 'role', subjectId: one, actorId: memberId, detail: { memberId, provider }, ctx });
        tx.afterCommit(() => (group ? this.bus.emit('group.changed', { groupId: one, memberId }) : this.bus.emit('member.roleChanged', { memberId })));
      }
    }
  }

  /** What was given by hand stays so: only what is new here, or came from a provider, is remembered as a provider's. */
  private async give(tx: Transaction, identityId: string, memberId: string, gift: Gift, ids: readonly string[]): Promise<string[]> {
    if (ids.length === 0) return [];
    const marked = gift.mark === null ? ['', ''] : [`, ${gift.mark}`, `, 'sso'`];
    const rows = await tx.rows<{ id: string }>(
      `INSERT INTO ${gift.table} (${gift.column}, member_id${marked[0]}) SELECT one, $2${marked[1]} FROM unnest($1::uuid[]) AS one ON CONFLICT DO NOTHING RETURNING ${gift.column} AS id`,
      [ids, memberId],
    );
    const given = rows.map((row) => row.id);
    await tx.rows(
      `INSERT INTO sso_grants (identity_id, member_id, ${gift.grant})
       SELECT $1, $2, one FROM unnest($3::uuid[]) AS one
        WHERE one = ANY ($4::uuid[]) OR EXISTS (SELECT 1 FROM sso_grants o WHERE o.member_id = $2 AND o.${gift.grant} = one)
       ON CONFLICT DO NOTHING`,
      [identityId, memberId, ids, given],
    );
    return given;
  }

  private async take(tx: Transaction, identityId: string, memberId: string, gift: Gift, ids: readonly string[]): Promise<string[]> {
    if (ids.length === 0) return [];
    await tx.rows(`DELETE FROM sso_grants WHERE identity_id = $1 AND ${gift.grant} = ANY ($2::uuid[])`, [identityId, ids]);
    const rows = await tx.rows<{ id: string }>(
      `DELETE FROM ${gift.table} t WHERE t.member_id = $1 AND t.${gift.column} = ANY ($2::uuid[])${gift.mark === null ? '' : ` AND t.${gift.mark} = 'sso'`}
          AND NOT EXISTS (SELECT 1 FROM sso_grants o WHERE o.member_id = $1 AND o.${gift.grant} = t.${gift.column}) RETURNING t.${gift.column} AS id`,
      [memberId, ids],
    );
    return rows.map((row) => row.id);
  }
}

/** Whether somebody else administers, and still will when this transaction ends. */
export async function anotherAdmin(tx: Transaction, memberId: string): Promise<boolean> {
  await tx.rows('SELECT pg_advisory_xact_lock($1)', [ADMINS_LOCK]);
  return (await tx.row(`SELECT 1 FROM members WHERE role = 'admin' AND state = 'active' AND id <> $1 LIMIT 1`, [memberId])) !== null;
}
