import { Injectable } from '@nestjs/common';
import { mayViewAs, type ViewTarget } from '@foyer/domain/access';
import { accept, refuse, type Result } from '@foyer/domain/result';
import { cardOf, type Done } from '../members/index.js';
import { Audit } from '../platform/audit/audit.js';
import { Database } from '../platform/database/database.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { ClusterBus } from '../platform/realtime/cluster-bus.js';
import type { ViewAsInput, ViewingAs } from './role.types.js';

const START = `
  UPDATE sessions SET view_as_role = $2, view_as_custom_role_id = $3, view_as_member_id = $4
   WHERE id = $1 AND revoked_at IS NULL RETURNING id`;

/**
 * Looking at the house as a role or as a member, to see what they see. It is a property of the session: every page
 * and socket of it follows, nothing can be changed meanwhile (see `access-check.ts`), and both ends are in the audit log.
 */
@Injectable()
export class ViewAs {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly bus: ClusterBus,
  ) {}

  async start(ctx: RequestContext, wanted: ViewAsInput): Promise<Result<Done>> {
    const { sessionId } = ctx.viewer;
    const target = await this.targetOf(wanted);
    if (!sessionId || !target || !mayViewAs(ctx.viewer, target)) return refuse('role.viewAsWhom');
    return this.database.transaction(async (tx) => {
      const role = target.kind === 'role' ? (target.role ?? 'visitor') : null;
      const started = await tx.row(START, [sessionId, role, target.kind === 'customRole' ? target.id : null, target.kind === 'member' ? target.id : null]);
      if (!started) return refuse('role.viewAsWhom');
      await this.audit.write(tx, {
        action: 'viewAs.started', subjectKind: target.kind === 'member' ? 'member' : 'role', subjectId: target.kind === 'role' ? null : target.id,
        actorId: ctx.viewer.memberId, detail: role === null ? {} : { role }, ctx,
      });
      tx.afterCommit(() => this.bus.emit('session.eyesChanged', { sessionId }));
      return accept({ ok: true });
    });
  }

  /** Harmless when nothing is being viewed: a second tab may have stopped before. */
  async stop(ctx: RequestContext): Promise<Done> {
    const { sessionId, viewingAs } = ctx.viewer;
    if (!sessionId) return { ok: true };
    await this.database.transaction(async (tx) => {
      const stopped = await tx.row(
        `UPDATE sessions SET view_as_role = NULL, view_as_custom_role_id = NULL, view_as_member_id = NULL
          WHERE id = $1 AND num_nonnulls(view_as_role, view_as_custom_role_id, view_as_member_id) > 0 RETURNING id`,
        [sessionId],
      );
      if (!stopped) return;
      await this.audit.write(tx, {
        action: 'viewAs.stopped', subjectKind: viewingAs?.kind === 'member' ? 'member' : 'role', subjectId: viewingAs && viewingAs.kind !== 'role' ? viewingAs.id : null,
        actorId: (ctx.viewer.behind ?? ctx.viewer).memberId, ctx,
      });
      tx.afterCommit(() => this.bus.emit('session.eyesChanged', { sessionId }));
    });
    return { ok: true };
  }

  /** What the banner says; null when she looks with her own eyes. */
  async current({ viewer }: RequestContext): Promise<ViewingAs | null> {
    const target = viewer.viewingAs;
    switch (target?.kind) {
      case undefined:
        return null;
      case 'role':
        return { role: target.role === null ? 'visitor' : target.role === 'admin' ? null : target.role };
      case 'customRole': {
        const role = await this.database.row<{ name: string }>('SELECT name FROM custom_roles WHERE id = $1', [target.id]);
        return { customRole: role?.name ?? '' };
      }
      case 'member':
        return { member: cardOf({ handle: viewer.handle ?? '', display_name: viewer.displayName ?? '', avatar_path: viewer.avatarPath, role: viewer.role ?? 'member' }) };
    }
  }

  private async targetOf({ role, roleCode, handle }: ViewAsInput): Promise<ViewTarget | null> {
    const asked = [role, roleCode, handle].filter((one) => one !== undefined && one !== null && one !== '');
    if (asked.length !== 1) return null;
    if (role) return { kind: 'role', role: role === 'visitor' ? null : role };
    const row = roleCode
      ? await this.database.row<{ id: string }>('SELECT id FROM custom_roles WHERE code = $1', [roleCode])
      : await this.database.row<{ id: string }>(`SELECT id FROM members WHERE handle = $1 AND state = 'active'`, [(handle ?? '').trim().replace(/^@/, '')]);
    return row && { kind: roleCode ? 'customRole' : 'member', id: row.id };
  }
}
