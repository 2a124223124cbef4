import { isPermission, type Permission, type Role } from '@foyer/domain/access';
import type { Transaction } from '../platform/database/database.js';

/** A member about whom something is being decided. */
export interface LockedMember {
  readonly id: string;
  readonly role: Role;
  readonly state: 'active' | 'unclaimed' | 'suspended';
  readonly extraPermissions: Permission[];
}

/** A member, whose role and state stay as they are until the transaction ends. */
export async function lockMember(tx: Transaction, handle: string): Promise<LockedMember | null> {
  const row = await tx.row<{ id: string; role: Role; state: LockedMember['state'] }>('SELECT id, role, state FROM members WHERE handle = $1 FOR UPDATE', [handle.trim().replace(/^@/, '')]);
  if (!row) return null;
  const held = await tx.rows<{ permission: string }>('SELECT DISTINCT unnest(r.permissions) AS permission FROM member_roles mr JOIN custom_roles r ON r.id = mr.role_id WHERE mr.member_id = $1', [row.id]);
  return { ...row, extraPermissions: held.map((one) => one.permission).filter(isPermission) };
}
