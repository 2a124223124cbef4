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
  /** Milliseconds. */
  readonly took: number;
  readonly process: number;
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
      return buffer.toString('utf8').split('\n').flatMap(statementOf);
    },
  };
}

interface LogLine {
  readonly message?: string;
  readonly detail?: string;
  readonly pid?: number;
  readonly user?: string;
}

function statementOf(line: string): LoggedStatement[] {
  if (line === '') return [];
  const { message = '', detail = '', pid = 0, user = '' } = JSON.parse(line) as LogLine;
  // Parsing and binding are logged as well; a statement is counted when it is executed.
  const found = /^duration: ([\d.]+) ms\s+(?:execute [^:]*|statement): ([^]*)$/.exec(message);
  if (!found) return [];
  const values = [...detail.matchAll(/\$\d+ = (NULL|'(?:[^']|'')*')/g)].map(([, value = 'NULL']) => value);
  return [{ text: (found[2] ?? '').trim(), values, took: Number(found[1]), process: pid, user }];
}
