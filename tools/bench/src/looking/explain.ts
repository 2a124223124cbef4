import type { Cluster } from '../machine/cluster.js';
import type { Looked } from './look.js';
import type { LoggedStatement } from './statement-log.js';

/** Tables that grow with the community: a statement may read neither all of one nor many of its rows. */
const LARGE = ['posts', 'threads'];
const MANY = 1_000;

interface Plan {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows'?: number;
  readonly 'Actual Loops'?: number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly Plan[];
}

export interface Explained {
  readonly statement: LoggedStatement;
  readonly rows: readonly string[];
  /** As PostgreSQL prints it; with real times where it only reads. */
  readonly plan: string;
  /** Large tables that are read from end to end, with this request's values or with any, or of which many rows are read. */
  readonly scanned: readonly string[];
}

/** Explains each distinct statement once, with the values it was sent with. Nothing is changed: it is rolled back. */
export async function explain(cluster: Cluster, database: string, looked: readonly Looked[]): Promise<Explained[]> {
  const distinct = new Map<string, { statement: LoggedStatement; rows: string[] }>();
  for (const { row, statements } of looked) {
    for (const statement of statements) {
      if (!/^(WITH|SELECT|INSERT|UPDATE|DELETE)\b/i.test(statement.text)) continue;
      const known = distinct.get(statement.text);
      if (!known) distinct.set(statement.text, { statement, rows: [row.id] });
      else if (!known.rows.includes(row.id)) known.rows.push(row.id);
    }
  }
  return cluster.asAdmin(database, async (client) => {
    const explained: Explained[] = [];
    for (const { statement, rows } of distinct.values()) {
      await client.query('BEGIN');
      try {
        await client.query(`PREPARE looked AS ${statement.text}`);
        const execute = statement.values.length > 0 ? `EXECUTE looked(${statement.values.join(', ')})` : 'EXECUTE looked';
        // What writes cannot run a second time with the same ids.
        const writes = /\b(INSERT INTO|UPDATE|DELETE FROM)\b/.test(statement.text);
        const scanned = new Set<string>();
        for (const mode of ['force_custom_plan', 'force_generic_plan']) {
          await client.query(`SET LOCAL plan_cache_mode = ${mode}`);
          const { rows: found } = await client.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(`EXPLAIN (FORMAT JSON) ${execute}`);
          for (const table of scansOf(found[0]?.['QUERY PLAN'][0].Plan)) scanned.add(table);
        }
        await client.query('SET LOCAL plan_cache_mode = force_custom_plan');
        if (!writes) {
          const { rows: found } = await client.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(`EXPLAIN (ANALYZE, FORMAT JSON) ${execute}`);
          for (const table of readsOf(found[0]?.['QUERY PLAN'][0].Plan)) scanned.add(table);
        }
        const { rows: lines } = await client.query<{ 'QUERY PLAN': string }>(`EXPLAIN (${writes ? '' : 'ANALYZE, BUFFERS OFF, '}COSTS OFF) ${execute}`);
        explained.push({ statement, rows, plan: lines.map((line) => line['QUERY PLAN']).join('\n'), scanned: [...scanned] });
      } catch (error) {
        explained.push({ statement, rows, plan: `not explained: ${error instanceof Error ? error.message : String(error)}`, scanned: [] });
      } finally {
        await client.query('ROLLBACK');
        await client.query('DEALLOCATE ALL');
      }
    }
    return explained;
  });
}

function scansOf(plan: Plan | undefined): string[] {
  if (!plan) return [];
  const relation = plan['Relation Name'];
  const here = plan['Node Type'] === 'Seq Scan' && relation !== undefined && LARGE.includes(relation) ? [relation] : [];
  return [...here, ...(plan.Plans ?? []).flatMap(scansOf)];
}

function readsOf(plan: Plan | undefined): string[] {
  if (!plan) return [];
  const relation = plan['Relation Name'] ?? '';
  const rows = ((plan['Actual Rows'] ?? 0) + (plan['Rows Removed by Filter'] ?? 0)) * (plan['Actual Loops'] ?? 1);
  const here = LARGE.includes(relation) && rows > MANY ? [`${rows.toFixed(0)} rows of ${relation}`] : [];
  return [...here, ...(plan.Plans ?? []).flatMap(readsOf)];
}
