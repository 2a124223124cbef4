import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import { readSettings } from '@foyer/api/dist/platform/config/settings.js';
import { migrate } from '@foyer/api/dist/platform/database/migrate.js';
import type { Cluster } from '../machine/cluster.js';
import { benchmarkSet } from './benchmark-set.js';
import { writeSet } from './write-set.js';

/** Days after which the set is made anew, so that "this week" is not empty. */
const FRESH_DAYS = 3;
const NAME = 'foyer_bench';
const RUN = 'foyer_bench_run';
const GENERATOR = ['random', 'vocabulary', 'markdown-text', 'thread-sizes', 'benchmark-set'];

/**
 * Makes sure that the template database holds the set of this generator, this schema and these days.
 * @returns what the template is called and when it was made
 */
export async function ensureTemplate(cluster: Cluster, say: (line: string) => void): Promise<{ template: string; builtAt: Date }> {
  const template = `${NAME}_${digest()}`;
  const builtAt = await cluster.asAdmin('postgres', (client) => ageOf(client, template));
  if (builtAt && Date.now() - builtAt.getTime() < FRESH_DAYS * 86_400_000) {
    say(`${template} of ${builtAt.toISOString()}`);
    return { template, builtAt };
  }

  const since = performance.now();
  const now = new Date();
  const building = `${NAME}_building`;
  await cluster.asAdmin('postgres', async (client) => {
    for (const { datname } of (await client.query<{ datname: string }>(`SELECT datname FROM pg_database WHERE datname LIKE '${NAME}%'`)).rows) {
      await client.query(`ALTER DATABASE ${datname} IS_TEMPLATE false`);
      await client.query(`DROP DATABASE ${datname} WITH (FORCE)`);
    }
    await client.query(`CREATE DATABASE ${building} OWNER foyer_owner`);
  });
  await migrate(settingsFor(cluster, building));
  await writeSet(settingsFor(cluster, building), benchmarkSet(now), now, say);
  await cluster.asAdmin(building, (client) => client.query('VACUUM (ANALYZE)'));
  await cluster.asAdmin('postgres', async (client) => {
    await client.query(`ALTER DATABASE ${building} RENAME TO ${template}`);
    await client.query(`COMMENT ON DATABASE ${template} IS '${now.toISOString()}'`);
    await client.query(`ALTER DATABASE ${template} IS_TEMPLATE true`);
  });
  say(`set built in ${((performance.now() - since) / 1_000).toFixed(0)} s`);
  return { template, builtAt: now };
}

/** A fresh copy of the template to measure on; the one of the last run goes. */
export async function cloneForRun(cluster: Cluster, template: string): Promise<string> {
  await cluster.asAdmin('postgres', async (client) => {
    await client.query(`DROP DATABASE IF EXISTS ${RUN} WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${RUN} TEMPLATE ${template} STRATEGY file_copy OWNER foyer_owner`);
    await client.query('CHECKPOINT');
  });
  return RUN;
}

/** An empty database for an import; the one of the last run goes. */
export async function emptyDatabase(cluster: Cluster): Promise<string> {
  const name = 'foyer_import_run';
  await cluster.asAdmin('postgres', async (client) => {
    await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${name} OWNER foyer_owner`);
  });
  await migrate(settingsFor(cluster, name));
  return name;
}

/** The product's own settings for one of the cluster's databases. */
export function settingsFor(cluster: Cluster, database: string): Parameters<typeof migrate>[0] {
  const read = readSettings({ DATABASE_URL: cluster.url(database), DATA_DIR: cluster.dataDir, FOYER_SEED: 'none' });
  if (!read.ok) throw new Error(read.problems.join('\n'));
  return read.settings;
}

/** Whatever decides what is in the set: the generator and the schema. */
function digest(): string {
  const hash = createHash('sha256');
  const schema = fileURLToPath(new URL('../../../../migrations/dist/', import.meta.url));
  const migrations = readdirSync(schema).filter((name) => name.endsWith('.js')).sort();
  for (const path of [...GENERATOR.map((name) => fileURLToPath(new URL(`${name}.js`, import.meta.url))), ...migrations.map((name) => schema + name)]) hash.update(readFileSync(path));
  return hash.digest('hex').slice(0, 10);
}

async function ageOf(client: pg.Client, database: string): Promise<Date | null> {
  const { rows } = await client.query<{ built: string | null }>(`SELECT shobj_description(oid, 'pg_database') AS built FROM pg_database WHERE datname = $1 AND datistemplate`, [database]);
  const built = rows[0]?.built;
  return built ? new Date(built) : null;
}
