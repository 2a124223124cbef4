import { Injectable } from '@nestjs/common';
import { mayGive, permissionsOf, standsAbove, type Role } from '@foyer/domain/access';
import { accept, refuse, type Result } from '@foyer/domain/result';
import { raiseCommunity } from '../community/index.js';
import type { Done } from '../members/index.js';
import { Audit } from '../platform/audit/audit.js';
import { Database, type Transaction } from '../platform/database/database.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { ClusterBus } from '../platform/realtime/cluster-bus.js';
import { lockRole } from './keep-roles.js';
import { keepingAnAdmin } from './last-admin.js';
import { lockMember, type LockedMember } from './locked-member.js';

/**
 * Gives and takes roles. Whoever is not an administrator gives only what she may do herself, and only to those who
 * may not do more; the database keeps the last administrator.
 */
@Injectable()
export class AssignRoles {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly bus: ClusterBus,
  ) {}

  setRole(ctx: RequestContext, handle: string, role: Role): Promise<Result<Done>> {
    return keepingAnAdmin(
      this.database.transaction(async (tx) => {
        const member = await lockMember(tx, handle);
        if (!member) return refuse('role.memberUnknown', 'handle');
        if (member.role === role) return accept({ ok: true });
        if (ctx.viewer.role !== 'admin') {
          if (member.id === ctx.viewer.memberId) return refuse('role.oneself', 'role');
          if (role === 'admin' || !standsAbove(ctx.viewer, member) || !mayGive(ctx.viewer, permissionsOf(role))) return refuse('role.notYours', 'role');
        }
        await this.change(tx, member, role, ctx);
        return accept({ ok: true });
      }),
    );
  }

  /** From the machine's own console, when nobody may sign in who could. False for an account that is suspended. */
  async appointAdmin(tx: Transaction, handle: string): Promise<boolean> {
    const member = await lockMember(tx, handle);
    if (member?.state !== 'active') return false;
    if (member.role !== 'admin') await this.change(tx, member, 'admin', null);
    return true;
  }

  private async change(tx: Transaction, member: LockedMember, role: Role, ctx: RequestContext | null): Promise<void> {
    await tx.rows('UPDATE members SET role = $2 WHERE id = $1', [member.id, role]);
    await raiseCommunity(tx);
    await this.audit.write(tx, { action: 'member.roleSet', subjectKind: 'member', subjectId: member.id, detail: { before: { role: member.role }, after: { role } }, ctx });
    tx.afterCommit(() => this.bus.emit('member.roleChanged', { memberId: member.id }));
  }

  async setCustomRole(ctx: RequestContext, handle: string, code: string, held: boolean): Promise<Result<Done>> {
    return this.database.transaction(async (tx) => {
      const role = await lockRole(tx, code);
      if (!role) return refuse('role.unknown');
      const member = await lockMember(tx, handle);
      if (!member) return refuse('role.memberUnknown', 'handle');
      if (!mayGive(ctx.viewer, role.permissions)) return refuse('role.notYours');
      if (ctx.viewer.role !== 'admin' && member.id === ctx.viewer.memberId) return refuse('role.oneself');
      const changed = await tx.rows(
        held ? 'INSERT INTO member_roles (member_id, role_id) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING 1' : 'DELETE FROM member_roles WHERE member_id = $1 AND role_id = $2 RETURNING 1',
        [member.id, role.id],
      );
      if (changed.length === 0) return accept({ ok: true });
      await this.audit.write(tx, {
        action: held ? 'member.roleGiven' : 'member.roleTaken', subjectKind: 'member', subjectId: member.id, actorId: ctx.viewer.memberId,
        detail: { roleId: role.id, name: role.name, before: { held: !held }, after: { held } }, ctx,
      });
      tx.afterCommit(() => this.bus.emit('member.roleChanged', { memberId: member.id }));
      return accept({ ok: true });
    });
  }
}
