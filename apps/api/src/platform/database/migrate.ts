import { setTimeout as delay } from 'node:timers/promises';
import * as migrations from '@foyer/migrations';
import { PgBoss } from 'pg-boss';
import { DataSource, type Logger } from 'typeorm';
import type { Settings } from '../config/settings.js';
import { QUEUES, QUEUE_SCHEMA } from '../outbox/queues.js';
import { APP_ROLE, appConnection } from './connections.js';

// Any constant will do: it only has to be the same for every process of an installation.
const MIGRATION_LOCK = 7_105_202_601;

/**
 * Brings the database up to date as its owner: the application's role, the migrations in order, the job queue's
 * schema. Two processes that start together take turns. Throws with a clear message; nothing is half-done,
 * since each migration is one transaction.
 */
export async function migrate(settings: Settings): Promise<void> {
  if (!settings.databaseUrl) throw new Error('DATABASE_URL is needed');
  const { password } = await appConnection(settings);
  const owner = ownerDataSource(settings.databaseUrl);
  await owner.initialize();
  const lock = owner.createQueryRunner();
  try {
    await lock.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    if (password !== null) await ensureAppRole(owner, password);
    await owner.runMigrations({ transaction: 'each' });
    await prepareQueues(settings.databaseUrl, owner);
  } finally {
    await lock.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]).catch(() => undefined);
    await lock.release();
    await owner.destroy();
  }
}

const nothing = (): void => undefined;
/** TypeORM prints a failed migration even when told not to log; whoever started it says so, once. */
const SILENT: Logger = { logQuery: nothing, logQueryError: nothing, logQuerySlow: nothing, logSchemaBuild: nothing, logMigration: nothing, log: nothing };

/** The owner's data source; also what the migration checks and `foyer` use. */
export function ownerDataSource(url: string): DataSource {
  return new DataSource({ type: 'postgres', url, migrations: Object.values(migrations), migrationsTableName: 'migrations', synchronize: false, logger: SILENT });
}

async function ensureAppRole(owner: DataSource, password: string): Promise<void> {
  // The password is hexadecimal by construction; DDL takes no parameters.
  if (!/^[0-9a-f]{64}$/.test(password)) throw new Error('unexpected password form');
  // Roles belong to the whole server, the lock above to one database: others may be writing the same role.
  for (let attempt = 1; ; attempt++) {
    try {
      return await writeAppRole(owner, password);
    } catch (error) {
      if (attempt === 20 || !/concurrently updated|already exists|duplicate key/.test(String(error))) throw error;
      await delay(25 * attempt);
    }
  }
}

async function writeAppRole(owner: DataSource, password: string): Promise<void> {
  const found: unknown[] = await owner.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [APP_ROLE]);
  // Altering NOSUPERUSER or NOBYPASSRLS asks for a superuser, which an owner is not; readiness checks them instead.
  if (found.length === 0) await owner.query(`CREATE ROLE ${APP_ROLE} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD '${password}'`);
  else await owner.query(`ALTER ROLE ${APP_ROLE} LOGIN PASSWORD '${password}'`);
}

async function prepareQueues(url: string, owner: DataSource): Promise<void> {
  const boss = new PgBoss({ connectionString: url, schema: QUEUE_SCHEMA, supervise: false, schedule: false, max: 2 });
  boss.on('error', () => undefined);
  await boss.start();
  try {
    for (const queue of QUEUES) {
      if (await boss.getQueue(queue.name)) await boss.updateQueue(queue.name, queue.options);
      else await boss.createQueue(queue.name, queue.options);
    }
  } finally {
    await boss.stop({ graceful: false });
  }
  await owner.query(`GRANT USAGE ON SCHEMA ${QUEUE_SCHEMA} TO ${APP_ROLE}`);
  await owner.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${QUEUE_SCHEMA} TO ${APP_ROLE}`);
  await owner.query(`GRANT USAGE ON ALL SEQUENCES IN SCHEMA ${QUEUE_SCHEMA} TO ${APP_ROLE}`);
}
