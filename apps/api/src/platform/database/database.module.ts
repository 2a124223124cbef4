import { Global, Module } from '@nestjs/common';
import { SETTINGS, type Settings } from '../config/settings.js';
import { Database } from './database.js';
import { openDatabase } from './open-database.js';

@Global()
@Module({
  providers: [{ provide: Database, inject: [SETTINGS], useFactory: (settings: Settings): Promise<Database> => openDatabase(settings) }],
  exports: [Database],
})
export class DatabaseModule {}
