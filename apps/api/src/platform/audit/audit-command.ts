import type { Command } from 'commander';
import type { Sql } from '../database/database.js';
import { verifyAudit } from './verify-audit.js';

/** Opens what a command needs and closes it afterwards. */
export type Boot = () => Promise<{ readonly database: Sql; readonly close: () => Promise<void> }>;

/** `audit verify`: 0 when the chain holds, 1 when it does not. */
export function auditCommand(program: Command, boot: Boot): void {
  const audit = program.command('audit').description('the record of what was done with power');
  audit
    .command('verify')
    .description('recompute the whole chain and report the first entry that was changed or removed')
    .option('--json', 'print the verdict as JSON')
    .action(async (options: { json?: boolean }) => {
      const { database, close } = await boot();
      try {
        const verdict = await verifyAudit(database);
        if (options.json) console.log(JSON.stringify(verdict));
        else {
          console.log(`${verdict.sealed} sealed, ${verdict.unsealed} not sealed yet${verdict.head ? `, head ${verdict.head}` : ''}`);
          console.log(verdict.firstBroken ? `BROKEN at seal ${verdict.firstBroken.number}: ${verdict.firstBroken.reason}` : 'The chain holds.');
        }
        process.exitCode = verdict.firstBroken ? 1 : 0;
      } finally {
        await close();
      }
    });
}
