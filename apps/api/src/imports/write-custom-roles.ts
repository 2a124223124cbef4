import type { CustomRoleRecord } from '@foyer/domain/imports';
import type { Sql } from '../platform/database/database.js';
import type { Directory } from './directory.js';
import { freeCode } from './stable-identity.js';
import { insertRows } from './insert-rows.js';
import { stableId } from './stable-identity.js';
import { CUSTOM_ROLES, MEMBER_ROLES } from './tables.js';

/** Writes custom roles whose names are new, with those who hold them. */
export async function writeCustomRoles(tx: Sql, source: string, now: Date, records: readonly CustomRoleRecord[], directory: Directory): Promise<void> {
  const existing = await tx.rows<{ name: string; code: string }>('SELECT name, code FROM custom_roles');
  const taken = new Set(existing.map((role) => role.code));
  const fresh = records
    .filter((record) => !existing.some((role) => role.name.toLowerCase() === record.name.toLowerCase()))
    .map((record) => ({ record, id: stableId({ source, kind: 'customRole', key: record.key }, now), code: freeCode({ source, kind: 'customRole', key: record.key }, taken) }));
  await insertRows(tx, CUSTOM_ROLES, fresh.map(({ record, id, code }) => ({ id, code, name: record.name, description: record.description, permissions: record.permissions, created_at: now })));
  await insertRows(tx, MEMBER_ROLES, fresh.flatMap(({ record, id }) => record.memberKeys.map((key) => ({ member_id: directory.member(key), role_id: id, added_at: now }))));
}
