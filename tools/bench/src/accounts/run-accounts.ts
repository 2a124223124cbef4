import type { Cluster } from '../machine/cluster.js';
import type { Options } from '../options.js';
import { APART, measureAccounts } from './measure-accounts.js';

/** Measures, prints the table. @returns whether nobody can tell a known account from an unknown one by the time */
export async function runAccounts(cluster: Cluster, options: Options): Promise<boolean> {
  const measures = await measureAccounts(cluster, options.tries, options.port);
  const rows = measures.map(({ name, tries, known, unknown }) => `| ${name} | ${tries} | ${known.toFixed(2)} | ${unknown.toFixed(2)} | ${Math.abs(known - unknown).toFixed(2)} |`);
  process.stdout.write(['| question | tries in turns | known, median ms | unknown, median ms | apart |', '| --- | --: | --: | --: | --: |', ...rows].join('\n') + '\n');
  return measures.every(({ known, unknown }) => Math.abs(known - unknown) < APART);
}
