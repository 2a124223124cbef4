import type { Sql } from '../platform/database/database.js';

/** A table, and the type of each column that is written. */
export interface Target {
  readonly table: string;
  readonly columns: Readonly<Record<string, string>>;
  /** What to do with rows that are there already; by default they are an error. */
  readonly onConflict?: string;
}

/** Characters of one statement's rows: large enough to be fast, small enough to be forgotten soon. */
const LARGEST = 2_000_000;

/**
 * Writes rows in as few statements as their size allows, each sent as one JSON value: the statement's text stays
 * the same whatever the number of rows, so that it is prepared once.
 */
export async function insertRows(tx: Sql, target: Target, rows: readonly object[]): Promise<void> {
  if (rows.length === 0) return;
  const text = statementOf(target);
  let batch: string[] = [];
  let size = 0;
  for (const row of rows) {
    const json = JSON.stringify(row, (_key, value: unknown) => (typeof value === 'string' ? storable(value) : value));
    if (size > 0 && size + json.length > LARGEST) {
      await tx.rows(text, [`[${batch.join(',')}]`]);
      batch = [];
      size = 0;
    }
    batch.push(json);
    size += json.length;
  }
  await tx.rows(text, [`[${batch.join(',')}]`]);
}

const statements = new WeakMap<Target, string>();

function statementOf(target: Target): string {
  let text = statements.get(target);
  if (text === undefined) {
    const names = Object.keys(target.columns);
    const typed = names.map((name) => `${name} ${target.columns[name] ?? ''}`).join(', ');
    text = `INSERT INTO ${target.table} (${names.join(', ')}) SELECT ${names.join(', ')} FROM json_to_recordset($1::json) AS r (${typed}) ${target.onConflict ?? ''}`;
    statements.set(target, text);
  }
  return text;
}

/** PostgreSQL's text holds no NUL and no half of a surrogate pair. */
const storable = (text: string): string => (text.includes('\u0000') ? text.replaceAll('\u0000', '') : text).toWellFormed();
