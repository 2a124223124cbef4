import { Global, Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { SETTINGS, type Settings } from '../config/settings.js';
import { appConnection } from './connections.js';
import { Database } from './database.js';

@Global()
@Module({
  providers: [
    {
      provide: Database,
      inject: [SETTINGS],
      useFactory: async (settings: Settings): Promise<Database> => {
        const { url } = await appConnection(settings);
        const dataSource = new DataSource({
          type: 'postgres',
          url,
          synchronize: false,
          logging: false,
          poolSize: settings.databasePool,
          applicationName: `foyer-${settings.role}`,
          connectTimeoutMS: 2_000,
          extra: { statement_timeout: 15_000, idle_in_transaction_session_timeout: 30_000 },
        });
        await dataSource.initialize();
        return new Database(dataSource);
      },
    },
  ],
  exports: [Database],
})
export class DatabaseModule {}
