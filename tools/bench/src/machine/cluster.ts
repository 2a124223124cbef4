import { resolve } from 'node:path';
import pg from 'pg';
import { launcherModule } from './launcher.js';

interface EmbeddedPostgresModule {
  startEmbeddedPostgres(options: { dataDir: string; port?: number; settings?: Record<string, string> }): Promise<{ url: string; port: number; readonly pid: number; stop(): Promise<void> }>;
}
interface CredentialsModule {
  readCredentials(dataDir: string): { admin: string; owner: string } | undefined;
  databaseUrl(credentials: object, who: 'admin' | 'owner', port: number, database?: string): string;
}

/** A PostgreSQL of the benchmark's own, durable and with the product's settings. */
export interface Cluster {
  readonly dataDir: string;
  readonly pid: number;
  readonly version: string;
  /** Address of one of its databases, for the owner. */
  url(database: string): string;
  /** Runs statements as the administrator of the cluster. */
  asAdmin<T>(database: string, work: (client: pg.Client) => Promise<T>): Promise<T>;
  stop(): Promise<void>;
}

/** @param settings further PostgreSQL settings, for looking at what it does */
export async function startCluster(dataDir: string, settings: Record<string, string> = {}): Promise<Cluster> {
  const folder = resolve(dataDir);
  const { startEmbeddedPostgres } = await launcherModule<EmbeddedPostgresModule>('embedded-postgres.mjs');
  const { readCredentials, databaseUrl } = await launcherModule<CredentialsModule>('database-credentials.mjs');
  const server = await startEmbeddedPostgres({ dataDir: folder, settings });
  const credentials = readCredentials(folder);
  if (!credentials) throw new Error(`no credentials in ${folder}`);
  const asAdmin = async <T>(database: string, work: (client: pg.Client) => Promise<T>): Promise<T> => {
    const client = new pg.Client({ connectionString: databaseUrl(credentials, 'admin', server.port, database) });
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  };
  const version = await asAdmin('postgres', async (client) => (await client.query<{ server_version: string }>('SHOW server_version')).rows[0]?.server_version ?? '');
  return { dataDir: folder, pid: server.pid, version, url: (database) => databaseUrl(credentials, 'owner', server.port, database), asAdmin, stop: () => server.stop() };
}
