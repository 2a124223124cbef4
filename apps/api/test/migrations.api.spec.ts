import pg from 'pg';
import { ownerDataSource } from '../src/platform/database/migrate.js';
import { cloneDatabase } from './harness.js';

const SHAPE = `
  SELECT table_name, column_name, data_type, is_nullable, column_default FROM information_schema.columns
   WHERE table_schema = 'public' AND table_name <> 'migrations' ORDER BY 1, 2`;
const INDEXES = `SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename <> 'migrations' ORDER BY 1, 2`;

describe('migrations', () => {
  it('go back to nothing and forward again to the same shape', async () => {
    const url = await cloneDatabase();
    const owner = ownerDataSource(url);
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await owner.initialize();
    try {
      const shape = async (): Promise<unknown[]> => [(await client.query(SHAPE)).rows, (await client.query(INDEXES)).rows];
      const before = await shape();
      for (let i = owner.migrations.length; i > 0; i--) await owner.undoLastMigration();
      expect(await shape()).toEqual([[], []]);
      await owner.runMigrations({ transaction: 'each' });
      expect(await shape()).toEqual(before);
    } finally {
      await owner.destroy();
      await client.end();
    }
  });
});
