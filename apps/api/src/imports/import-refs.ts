import type { Sql } from '../platform/database/database.js';
import { insertRows } from './insert-rows.js';
import { IMPORT_REFS } from './tables.js';

export type RefKind = 'member' | 'space' | 'thread' | 'post' | 'action';

/** What a thing was called where it came from. */
export interface Ref {
  readonly kind: RefKind;
  readonly key: string;
  readonly id: string;
}

/** Remembers records' keys and other names, with the write that made them. */
export function rememberRefs(tx: Sql, source: string, kind: RefKind, records: readonly { key: string; aliases?: readonly string[]; id: string }[]): Promise<void> {
  const rows = records.flatMap(({ key, aliases = [], id }) => [key, ...aliases].map((name) => ({ source, kind, external_id: name, internal_id: id })));
  return insertRows(tx, IMPORT_REFS, rows);
}

/** Ids of the given keys that are known already. */
export async function knownRefs(sql: Sql, source: string, kind: RefKind, keys: readonly string[]): Promise<Map<string, string>> {
  const rows = await sql.rows<{ external_id: string; internal_id: string }>(
    'SELECT external_id, internal_id FROM import_refs WHERE source = $1 AND kind = $2 AND external_id = ANY ($3)',
    [source, kind, keys],
  );
  return new Map(rows.map((row) => [row.external_id, row.internal_id]));
}

/** Every key of a kind that the source has brought. */
export async function allKeys(sql: Sql, source: string, kind: RefKind): Promise<Set<string>> {
  const rows = await sql.rows<{ external_id: string }>('SELECT external_id FROM import_refs WHERE source = $1 AND kind = $2', [source, kind]);
  return new Set(rows.map((row) => row.external_id));
}
