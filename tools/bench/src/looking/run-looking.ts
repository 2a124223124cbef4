import type { Cluster } from '../machine/cluster.js';
import type { Options } from '../options.js';
import { explain } from './explain.js';
import { lookAtRows } from './look.js';
import type { LoggedStatement } from './statement-log.js';

/** Most statements of a request that writes a reply, BEGIN and COMMIT included. */
const MOST_FOR_A_REPLY = 12;

/** Counts what each row sends. @returns whether the reply keeps to its number */
export async function runStatements(cluster: Cluster, template: string, options: Options): Promise<boolean> {
  const { looked } = await lookAtRows(cluster, template, options.port + 2);
  let kept = true;
  for (const { row, statements } of looked) {
    const time = (of: (statement: LoggedStatement) => number): string => `${statements.reduce((sum, statement) => sum + of(statement), 0).toFixed(1)} ms`;
    process.stdout.write(`\n${row.title}: ${statements.length} statements, ${time(({ took }) => took)}, and ${time(({ planned }) => planned)} to plan\n`);
    for (const { text, took, planned } of statements) process.stdout.write(`  ${took.toFixed(2).padStart(7)} + ${planned.toFixed(2).padStart(5)} ms  ${text.replace(/\s+/g, ' ').slice(0, 150)}\n`);
    if (row.writes && statements.length > MOST_FOR_A_REPLY) kept = false;
  }
  return kept;
}

/** Prints the plans. @returns whether no statement reads too much of a large table */
export async function runExplain(cluster: Cluster, template: string, options: Options): Promise<boolean> {
  const { database, looked } = await lookAtRows(cluster, template, options.port + 2);
  const explained = await explain(cluster, database, looked);
  for (const { statement, rows, plan, scanned } of explained) {
    process.stdout.write(`\n${rows.join(', ')}${scanned.length > 0 ? `  READS TOO MUCH: ${scanned.join(', ')}` : ''}\n${statement.text.replace(/\s+/g, ' ')}\n${plan.replace(/^/gm, '    ')}\n`);
  }
  const bad = explained.filter(({ scanned }) => scanned.length > 0);
  process.stdout.write(`\n${explained.length} statements, ${bad.length} read too much\n`);
  return bad.length === 0;
}
