import pg from 'pg';
import { databaseUrl } from './environment.js';

/** Runs one statement as the owner of the database, for what no page can arrange. */
export async function sql<Row extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
  const client = new pg.Client({ connectionString: databaseUrl() });
  await client.connect();
  try {
    return (await client.query<Row>(text, [...values])).rows;
  } finally {
    await client.end();
  }
}
