import { DataSource } from 'typeorm';
import type { Settings } from '../config/settings.js';
import { appConnection } from './connections.js';
import { Database } from './database.js';
import { PatientClient } from './patient-client.js';

/**
 * How long a connection may rest before it is closed, in milliseconds. Opening one costs a process of PostgreSQL, an
 * exchange of passwords and the plans of every statement: a busy machine takes seconds for what it just gave up.
 */
const REST = 300_000;

/** Connects as the application's role; whoever opens it closes it (`onApplicationShutdown`). */
export async function openDatabase(settings: Settings, applicationName = `foyer-${settings.role}`): Promise<Database> {
  const { url } = await appConnection(settings);
  const dataSource = new DataSource({
    type: 'postgres',
    url,
    synchronize: false,
    logging: false,
    poolSize: settings.databasePool,
    applicationName,
    connectTimeoutMS: 2_000,
    // Every statement is prepared and written for its index: planning it again at each call costs more than running it.
    extra: { Client: PatientClient, idleTimeoutMillis: REST, statement_timeout: 15_000, idle_in_transaction_session_timeout: 30_000, options: '-c plan_cache_mode=force_generic_plan' },
  });
  await dataSource.initialize();
  return new Database(dataSource);
}
