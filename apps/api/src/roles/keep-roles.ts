import { Injectable } from '@nestjs/common';
import { isPermission, mayGive, permissionsOf, type Permission } from '@foyer/domain/access';
import { accept, refuse, type Result } from '@foyer/domain/result';
import type { Done } from '../members/index.js';
import { Audit } from '../platform/audit/audit.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { BadInput } from '../platform/graphql/errors.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { newCode, newId } from '../platform/ids/ids.js';
import { ClusterBus } from '../platform/realtime/cluster-bus.js';
import type { CustomRoleSaved } from './role.types.js';
import { RolesQueries } from './roles.queries.js';

export interface RoleDraft {
  readonly name: string;
  readonly description: string;
  readonly permissions: readonly string[];
}

const NAME_MAX = 40;
const DESCRIPTION_MAX = 300;
const RAW_LINE = 1_000;
// Any constant: the same for every process of an installation.
const NAMES_LOCK = 7_105_202_607;

/** Roles made of permissions. Nobody makes one that can do more than she can, or touches one that already does. */
@Injectable()
export class KeepRoles {
  constructor(
    private readonly database: Database,
    private readonly queries: RolesQueries,
    private readonly audit: Audit,
    private readonly bus: ClusterBus,
  ) {}

  async create(ctx: RequestContext, draft: RoleDraft): Promise<Result<CustomRoleSaved>> {
    const checked = check(ctx, draft);
    if (!checked.ok) return checked;
    const { name, description, permissions } = checked.value;
    return this.database.transaction(async (tx) => {
      const [id, code] = [newId(), newCode()];
      const rows = await tx.rows('INSERT INTO custom_roles (id, code, name, description, permissions) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING RETURNING id', [id, code, name, description, permissions]);
      if (rows.length === 0) return refuse('role.nameTaken', 'name');
      await this.write(tx, ctx, 'role.created', id, { after: { name, permissions } });
      return this.saved(tx, ctx, code);
    });
  }

  async edit(ctx: RequestContext, code: string, draft: RoleDraft): Promise<Result<CustomRoleSaved>> {
    const checked = check(ctx, draft);
    if (!checked.ok) return checked;
    const { name, description, permissions } = checked.value;
    return this.database.transaction(async (tx) => {
      // Of two roles that take one name at once, the second finds the first.
      await tx.rows('SELECT pg_advisory_xact_lock($1)', [NAMES_LOCK]);
      const before = await lockRole(tx, code);
      if (!before) return refuse('role.unknown');
      if (!mayGive(ctx.viewer, before.permissions)) return refuse('role.notYours');
      if (await tx.row('SELECT 1 FROM custom_roles WHERE lower(name) = lower($2) AND id <> $1', [before.id, name])) return refuse('role.nameTaken', 'name');
      await tx.rows('UPDATE custom_roles SET name = $2, description = $3, permissions = $4 WHERE id = $1', [before.id, name, description, permissions]);
      await this.write(tx, ctx, 'role.edited', before.id, { before: { name: before.name, permissions: before.permissions }, after: { name, permissions } });
      tx.afterCommit(() => this.bus.emit('role.changed', { roleId: before.id }));
      return this.saved(tx, ctx, code);
    });
  }

  /** A role that still opens a space is not removed: nobody loses access by surprise. */
  async remove(ctx: RequestContext, code: string): Promise<Result<Done>> {
    return this.database.transaction(async (tx) => {
      const before = await lockRole(tx, code);
      if (!before) return refuse('role.unknown');
      if (!mayGive(ctx.viewer, before.permissions)) return refuse('role.notYours');
      // Asked once the row is locked: a space that is being opened to it right now has to finish first.
      if (await tx.row('SELECT 1 FROM space_grants WHERE custom_role_id = $1 LIMIT 1', [before.id])) return refuse('role.inUse');
      const held = await tx.row<{ count: number }>('SELECT count(*)::int AS count FROM member_roles WHERE role_id = $1', [before.id]);
      await tx.rows('DELETE FROM custom_roles WHERE id = $1', [before.id]);
      await this.write(tx, ctx, 'role.deleted', before.id, { before: { name: before.name, permissions: before.permissions, members: held?.count ?? 0 } });
      tx.afterCommit(() => this.bus.emit('role.changed', { roleId: before.id }));
      return accept({ ok: true });
    });
  }

  private write(tx: Transaction, ctx: RequestContext, action: string, roleId: string, detail: object): Promise<void> {
    return this.audit.write(tx, { action, subjectKind: 'role', subjectId: roleId, actorId: ctx.viewer.memberId, detail, ctx });
  }

  private async saved(tx: Transaction, ctx: RequestContext, code: string): Promise<Result<CustomRoleSaved>> {
    const role = await this.queries.byCode(tx, ctx, code);
    return role ? accept({ role }) : refuse('role.unknown');
  }
}

export interface LockedRole {
  readonly id: string;
  readonly name: string;
  readonly permissions: Permission[];
}

/** A custom role, kept from changing until the transaction ends. */
export async function lockRole(tx: Transaction, code: string): Promise<LockedRole | null> {
  const row = await tx.row<{ id: string; name: string; permissions: string[] }>('SELECT id, name, permissions FROM custom_roles WHERE code = $1 FOR UPDATE', [code]);
  return row && { ...row, permissions: row.permissions.filter(isPermission) };
}

function check(ctx: RequestContext, draft: RoleDraft): Result<{ name: string; description: string; permissions: Permission[] }> {
  // Refused unread: normalising a long run of accents takes the square of its length.
  if (draft.name.length > RAW_LINE) return refuse('role.nameLong', 'name', { max: NAME_MAX });
  if (draft.description.length > RAW_LINE) return refuse('role.nameLong', 'description', { max: DESCRIPTION_MAX });
  const name = line(draft.name);
  if (name.length < 2) return refuse('role.nameShort', 'name');
  if (name.length > NAME_MAX) return refuse('role.nameLong', 'name', { max: NAME_MAX });
  const description = line(draft.description);
  if (description.length > DESCRIPTION_MAX) return refuse('role.nameLong', 'description', { max: DESCRIPTION_MAX });
  if (!draft.permissions.every(isPermission)) throw new BadInput('permission');
  // What every member has anyway says nothing in a role.
  const plain = new Set(permissionsOf('member'));
  const permissions = [...new Set(draft.permissions.filter(isPermission))].filter((permission) => !plain.has(permission)).sort();
  if (!mayGive(ctx.viewer, permissions)) return refuse('role.notYours', 'permissions');
  return accept({ name, description, permissions });
}

const line = (text: string): string => text.normalize('NFC').replace(/[\p{Cc}\p{Cf}]/gu, '').replace(/\s+/g, ' ').trim();
