import { Injectable } from '@nestjs/common';
import { holds, isPermission, isReserved, mayGive, mayViewAs, permissionsOf, ROLES, type Permission, type Role } from '@foyer/domain/access';
import { cardOf } from '../members/index.js';
import { Database, type Sql } from '../platform/database/database.js';
import { cursorOf, readCursor } from '../platform/graphql/cursor.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { AREAS, PERMISSION_WORDS, type Area } from './permission-words.js';
import type { CustomRole, CustomRoleMembers, PermissionArea, RoleMatrix } from './role.types.js';

type StoredRole = Omit<CustomRole, 'givable'>;

const ROLE = `
  SELECT r.code, r.name, r.description, r.permissions,
         (SELECT count(*)::int FROM member_roles mr JOIN members m ON m.id = mr.member_id WHERE mr.role_id = r.id AND m.state <> 'suspended') AS "membersCount"
    FROM custom_roles r`;

@Injectable()
export class RolesQueries {
  constructor(private readonly database: Database) {}

  /** Who may do what: the catalogue in words, the built-in roles and the custom ones. Two statements. */
  async matrix(ctx: RequestContext): Promise<RoleMatrix> {
    const [counts, custom] = await Promise.all([
      this.database.rows<{ role: Role; count: number }>(`SELECT role, count(*)::int AS count FROM members WHERE state <> 'suspended' GROUP BY role`),
      this.custom(ctx),
    ]);
    const builtIn = [...ROLES, null].map((role) => ({
      role,
      permissions: permissionsOf(role),
      membersCount: counts.find((one) => one.role === role)?.count ?? 0,
      viewable: mayViewAs(ctx.viewer, { kind: 'role', role }),
    }));
    return { areas: areasFor(ctx), builtIn, custom };
  }

  async custom(ctx: RequestContext): Promise<CustomRole[]> {
    return (await this.database.rows<StoredRole>(`${ROLE} ORDER BY lower(r.name)`)).map((role) => shown(ctx, role));
  }

  async byCode(sql: Sql, ctx: RequestContext, code: string): Promise<CustomRole | null> {
    const role = await sql.row<StoredRole>(`${ROLE} WHERE r.code = $1`, [code]);
    return role && shown(ctx, role);
  }

  async members(ctx: RequestContext, code: string, after: string | null, first: number): Promise<CustomRoleMembers | null> {
    const role = await this.byCode(this.database, ctx, code);
    if (!role) return null;
    const size = Math.min(Math.max(first, 1), 100);
    const from = after ? readCursor(after, ['string', 'string']) : null;
    const rows = await this.database.rows<{ id: string; handle: string; display_name: string; avatar_path: string | null; role: Role; sort: string }>(
      `SELECT m.id, m.handle::text, m.display_name, m.avatar_path, m.role, lower(m.display_name) AS sort
         FROM custom_roles r JOIN member_roles mr ON mr.role_id = r.id JOIN members m ON m.id = mr.member_id
        WHERE r.code = $1 AND m.state <> 'suspended' AND ($2::text IS NULL OR (lower(m.display_name), m.id) > ($2, $3::uuid))
        ORDER BY lower(m.display_name), m.id LIMIT $4`,
      [code, from?.[0] ?? null, from?.[1] ?? null, size + 1],
    );
    const members = rows.slice(0, size);
    const last = members.at(-1);
    return { role, members: members.map(cardOf), next: rows.length > size && last ? cursorOf([last.sort, last.id]) : null };
  }
}

/** A stored role without what this version no longer knows. */
function shown(ctx: RequestContext, role: StoredRole): CustomRole {
  const permissions = role.permissions.filter(isPermission);
  return { ...role, permissions, givable: holds(ctx.viewer, 'role.assign') && mayGive(ctx.viewer, permissions) };
}

function areasFor(ctx: RequestContext): PermissionArea[] {
  const plain = new Set(permissionsOf('member'));
  const names = Object.keys(PERMISSION_WORDS) as Permission[];
  return (Object.keys(AREAS) as Area[]).map((key) => ({
    key,
    name: AREAS[key][ctx.locale],
    permissions: names
      .filter((name) => PERMISSION_WORDS[name].area === key)
      .map((name) => ({
        name,
        sentence: PERMISSION_WORDS[name][ctx.locale],
        reserved: isReserved(name),
        everybody: plain.has(name),
        givable: mayGive(ctx.viewer, [name]),
      })),
  }));
}
