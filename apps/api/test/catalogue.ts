import type pg from 'pg';

/**
 * What the migrations made, as PostgreSQL's own catalogue tells it: one line per object, sorted, so that a difference
 * names what differs. Months of the event log come and go with time, and extensions bring objects of their own:
 * neither is ours to compare.
 */
export async function catalogueOf(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ line: string }>(CATALOGUE);
  return rows.map((row) => row.line).sort();
}

/** Tables, their columns, and the type of each. */
export type Columns = Map<string, Map<string, string>>;

export async function columnsOf(client: pg.Client): Promise<Columns> {
  const { rows } = await client.query<{ table: string; column: string; type: string }>(
    `SELECT c.relname AS table, a.attname AS column, format_type(a.atttypid, a.atttypmod) AS type
       FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      WHERE ${OURS} AND c.relkind IN ('r','p') ORDER BY 1, 2`,
  );
  const tables: Columns = new Map();
  for (const { table, column, type } of rows) tables.set(table, (tables.get(table) ?? new Map<string, string>()).set(column, type));
  return tables;
}

/** How many rows each table holds, and a digest of what they say in the named columns, whatever their order. */
export async function rowsOf(client: pg.Client, tables: Columns): Promise<Record<string, { count: number; digest: string | null }>> {
  const found: Record<string, { count: number; digest: string | null }> = {};
  for (const [table, columns] of tables) {
    const row = `concat_ws('|', ${[...columns.keys()].map((column) => `coalesce(${client.escapeIdentifier(column)}::text, '∅')`).join(', ')})`;
    const { rows } = await client.query<{ count: number; digest: string | null }>(`SELECT count(*)::int AS count, md5(string_agg(md5(${row}), '' ORDER BY md5(${row}))) AS digest FROM ${client.escapeIdentifier(table)}`);
    if (rows[0]) found[table] = rows[0];
  }
  return found;
}

/** How many rows each table holds. */
export async function countsOf(client: pg.Client, tables: readonly string[]): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of tables) counts[table] = (await client.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${client.escapeIdentifier(table)}`)).rows[0]?.count ?? 0;
  return counts;
}

const OURS = `c.relnamespace = 'public'::regnamespace AND c.relname NOT IN ('migrations', 'migrations_id_seq')
  AND c.relname !~ '^domain_events_[0-9]{6}' AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')`;
const grants = (acl: string): string => `coalesce((SELECT string_agg(g::text, ' ' ORDER BY g::text) FROM unnest(${acl}) AS g), '')`;

const CATALOGUE = `
  SELECT format('relation %s kind=%s persistence=%s options=%s rls=%s/%s grants=%s', c.relname, c.relkind, c.relpersistence, c.reloptions, c.relrowsecurity, c.relforcerowsecurity, ${grants('c.relacl')}) AS line
    FROM pg_class c WHERE ${OURS} AND c.relkind <> 'i' AND c.relkind <> 'I'
  UNION ALL
  SELECT format('column %s.%s %s null=%s default=%s generated=%s%s collation=%s grants=%s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod), NOT a.attnotnull, pg_get_expr(d.adbin, d.adrelid), a.attgenerated, a.attidentity, l.collname, ${grants('a.attacl')})
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
    LEFT JOIN pg_collation l ON l.oid = a.attcollation
   WHERE ${OURS} AND c.relkind IN ('r','p','v','m')
  UNION ALL
  SELECT format('constraint %s.%s %s validated=%s', c.relname, k.conname, pg_get_constraintdef(k.oid), k.convalidated)
    FROM pg_class c JOIN pg_constraint k ON k.conrelid = c.oid WHERE ${OURS}
  UNION ALL
  SELECT format('index %s valid=%s', pg_get_indexdef(i.indexrelid), i.indisvalid)
    FROM pg_class c JOIN pg_index i ON i.indrelid = c.oid WHERE ${OURS}
  UNION ALL
  SELECT format('trigger %s', pg_get_triggerdef(t.oid)) FROM pg_class c JOIN pg_trigger t ON t.tgrelid = c.oid AND NOT t.tgisinternal WHERE ${OURS}
  UNION ALL
  SELECT format('policy %s.%s %s %s %s %s %s', tablename, policyname, permissive, roles, cmd, qual, with_check) FROM pg_policies WHERE schemaname = 'public'
  UNION ALL
  SELECT format('view %s %s', c.relname, pg_get_viewdef(c.oid)) FROM pg_class c WHERE ${OURS} AND c.relkind IN ('v','m')
  UNION ALL
  SELECT format('function %s grants=%s', pg_get_functiondef(p.oid), ${grants('p.proacl')}) FROM pg_proc p
   WHERE p.pronamespace = 'public'::regnamespace AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
  UNION ALL
  SELECT format('type %s %s', t.typname, (SELECT string_agg(e.enumlabel, ',' ORDER BY e.enumsortorder) FROM pg_enum e WHERE e.enumtypid = t.oid)) FROM pg_type t
   WHERE t.typnamespace = 'public'::regnamespace AND t.typtype IN ('e','d') AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = t.oid AND d.deptype = 'e')
  UNION ALL
  SELECT format('extension %s', extname) FROM pg_extension WHERE extname <> 'plpgsql'
  UNION ALL
  SELECT format('schema %s %s', nspname, g) FROM pg_namespace, unnest(nspacl) AS g WHERE nspname = 'public' AND g::text LIKE 'foyer_app=%'`;
