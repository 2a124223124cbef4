import { readFile, writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { auditHead, compareHead, readHead } from './audit-head.js';
import type { Sql } from '../database/database.js';
import { verifyAudit } from './verify-audit.js';

/** Opens what a command needs and closes it afterwards. */
export type Boot = () => Promise<{ readonly database: Sql; readonly close: () => Promise<void> }>;

/**
 * `audit verify`: 0 when the chain holds, 1 when it does not. `audit head`: the last seal, to be kept off the machine:
 * only with it can `verify` show that the end of the log was cut off or the whole of it written anew.
 */
export function auditCommand(program: Command, boot: Boot): void {
  const audit = program.command('audit').description('the record of what was done with power');
  audit
    .command('verify')
    .description('recompute the whole chain and report the first entry that was changed or removed')
    .option('--json', 'print the verdict as JSON')
    .option('--against <file>', 'compare with a head that was kept earlier (see `audit head`)')
    .action(async (options: { json?: boolean; against?: string }) => {
      const kept = options.against === undefined ? null : readHead(await readFile(options.against, 'utf8'));
      const { database, close } = await boot();
      try {
        const verdict = await verifyAudit(database);
        const against = kept && (await compareHead(database, kept));
        if (options.json) console.log(JSON.stringify({ ...verdict, ...(against && { against }) }));
        else {
          console.log(`${verdict.sealed} sealed, ${verdict.unsealed} not sealed yet${verdict.head ? `, head ${verdict.head}` : ''}`);
          console.log(verdict.firstBroken ? `BROKEN at seal ${verdict.firstBroken.number}: ${verdict.firstBroken.reason}` : 'The chain holds.');
        }
        if (against && !options.json) console.log(against === 'same' ? `The head kept at seal ${kept.number} is in the chain.` : `NOT THE SAME LOG: the head kept at seal ${kept.number} is ${against}.`);
        process.exitCode = verdict.firstBroken || (against !== null && against !== 'same') ? 1 : 0;
      } finally {
        await close();
      }
    });
  audit
    .command('head')
    .description('print the last seal as one line of JSON; keep it each day on another machine')
    .option('--out <file>', 'append the line to a file instead')
    .action(async (options: { out?: string }) => {
      const { database, close } = await boot();
      try {
        const line = `${JSON.stringify(await auditHead(database))}\n`;
        if (options.out === undefined) process.stdout.write(line);
        else await writeFile(options.out, line, { flag: 'a', mode: 0o600 });
      } finally {
        await close();
      }
    });
}
