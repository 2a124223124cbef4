import { openSync, readSync, closeSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Cluster } from '../machine/cluster.js';

/** PostgreSQL settings that make it write every statement down, one JSON object a line. */
export const LOG_STATEMENTS = {
  logging_collector: 'on',
  log_destination: 'jsonlog',
  log_directory: 'log',
  log_filename: 'statements.log',
  log_rotation_size: '0',
  log_min_duration_statement: '0',
};

/** A statement as it was sent, with the values of its parameters as SQL literals. */
export interface LoggedStatement {
  readonly text: string;
  readonly values: readonly string[];
  /** Milliseconds it ran. */
  readonly took: number;
  /** Milliseconds of parsing and of choosing a plan before. */
  readonly planned: number;
  readonly user: string;
}

/** Reads what PostgreSQL wrote down from now on. */
export async function openStatementLog(cluster: Cluster): Promise<{ read(): LoggedStatement[] }> {
  const folder = join(await cluster.asAdmin('postgres', async (client) => (await client.query<{ data_directory: string }>('SHOW data_directory')).rows[0]?.data_directory ?? ''), 'log');
  const file = readdirSync(folder).find((name) => name.endsWith('.json'));
  if (!file) throw new Error(`no log in ${folder}`);
  const path = join(folder, file);
  let from = statSync(path).size;
  return {
    read() {
      const size = statSync(path).size;
      const buffer = Buffer.alloc(size - from);
      const handle = openSync(path, 'r');
      readSync(handle, buffer, 0, buffer.length, from);
      closeSync(handle);
      from = size;
      return statementsOf(buffer.toString('utf8').split('\n'));
    },
  };
}

interface LogLine {
  readonly message?: string;
  readonly detail?: string;
  readonly pid?: number;
  readonly user?: string;
}

/** Parsing and binding are logged as well, before: they are where plans are made. */
function statementsOf(lines: readonly string[]): LoggedStatement[] {
  const statements: LoggedStatement[] = [];
  const planning = new Map<number, number>();
  for (const line of lines) {
    if (line === '') continue;
    const { message = '', detail = '', pid = 0, user = '' } = JSON.parse(line) as LogLine;
    const found = /^duration: ([\d.]+) ms\s+(?:(parse|bind|execute) [^:]*|statement): ([^]*)$/.exec(message);
    if (!found) continue;
    const [, took = '0', step, text = ''] = found;
    if (step === 'parse' || step === 'bind') {
      planning.set(pid, (planning.get(pid) ?? 0) + Number(took));
      continue;
    }
    const values = [...detail.matchAll(/\$\d+ = (NULL|'(?:[^']|'')*')/g)].map(([, value = 'NULL']) => value);
    statements.push({ text: text.trim(), values, took: Number(took), planned: planning.get(pid) ?? 0, user });
    planning.delete(pid);
  }
  return statements;
}
