import { throwawayDatabase } from './throwaway-database.mjs';

/** Before the API's suites: one PostgreSQL for all of them; each suite clones its own database from a template. */
export default async function setUp() {
  const database = await throwawayDatabase();
  process.env.FOYER_TEST_DATABASE_URL = database.url;
  Reflect.set(globalThis, Symbol.for('foyer.test.database'), database);
}
