import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { INestApplicationContext } from '@nestjs/common';
import { Command } from 'commander';
import { accountsCommand } from './accounts/index.js';
import { admissionsCommand } from './admissions/index.js';
import { AppModule } from './app.module.js';
import { importCommand } from './imports/index.js';
import { mailCommand } from './mail/index.js';
import { auditCommand } from './platform/audit/audit-command.js';
import { readSettings } from './platform/config/settings.js';
import { Database } from './platform/database/database.js';
import { migrate } from './platform/database/migrate.js';
import { searchCommand } from './search/index.js';

/** The second door: `npm run foyer -- <command>`, for operators. */
const read = readSettings(process.env);
if (!read.ok) {
  process.stderr.write(`${read.problems.join('\n')}\n`);
  process.exit(1);
}
// A command publishes but consumes nothing: the running server's worker does.
const settings = { ...read.settings, role: 'web' as const };

/** The house without its doors: a migrated database and every capability, no port. */
async function boot(): Promise<{ app: INestApplicationContext; database: Database; close: () => Promise<void> }> {
  if (settings.databaseUrl) await migrate(settings);
  const app = await NestFactory.createApplicationContext(AppModule.of(settings), { logger: ['error', 'warn'], abortOnError: false });
  return { app, database: app.get(Database), close: () => app.close() };
}

const program = new Command('foyer').description('Foyer, pour qui l’exploite / for operators').showHelpAfterError();
accountsCommand(program, boot);
admissionsCommand(program, boot);
auditCommand(program, boot);
importCommand(program, boot);
mailCommand(program, settings);
searchCommand(program, boot);

try {
  await program.parseAsync(process.argv);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
