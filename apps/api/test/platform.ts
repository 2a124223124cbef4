import { Injectable, Module, type INestApplicationContext, type OnModuleInit } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import pg from 'pg';
import { AuditModule } from '../src/platform/audit/audit.module.js';
import { AuthModule } from '../src/platform/auth/auth.module.js';
import { ClockModule } from '../src/platform/clock/clock.module.js';
import { ConfigModule } from '../src/platform/config/config.module.js';
import { readSettings, type Settings } from '../src/platform/config/settings.js';
import { LimitsModule } from '../src/platform/limits/limits.module.js';
import { DatabaseModule } from '../src/platform/database/database.module.js';
import { ConsumerRegistry } from '../src/platform/outbox/consumer-registry.js';
import { OutboxModule } from '../src/platform/outbox/outbox.module.js';
import { RealtimeModule } from '../src/platform/realtime/realtime.module.js';
import { cloneDatabase, dataDir } from './harness.js';

/** An empty, migrated database of its own, for suites about the platform alone. */
export interface PlatformDatabase {
  /** The owner's address. */
  readonly url: string;
  /** One more process of the installation. */
  start(options?: PlatformOptions): Promise<INestApplicationContext>;
  /** Statements as the owner, who may do what the application may not. */
  asOwner(text: string, values?: unknown[]): Promise<pg.QueryResult>;
  /** Stops every process. */
  close(): Promise<void>;
}

export interface PlatformOptions {
  readonly role?: Settings['role'];
  /** Runs where capabilities register their consumers: before any work begins. */
  readonly consumers?: (registry: ConsumerRegistry) => void;
}

export async function platformDatabase(): Promise<PlatformDatabase> {
  const url = await cloneDatabase();
  const settings = (role: Settings['role']): Settings => {
    const result = readSettings({ DATABASE_URL: url, DATA_DIR: dataDir(), FOYER_SEED: 'none', FOYER_DATABASE_POOL: '8', FOYER_ROLE: role, NODE_ENV: 'test' });
    if (!result.ok) throw new Error(result.problems.join('\n'));
    return result.settings;
  };
  const owner = new pg.Pool({ connectionString: url, max: 2 });
  const running: INestApplicationContext[] = [];
  return {
    url,
    start: async ({ role = 'all', consumers } = {}) => {
      @Injectable()
      class Registration implements OnModuleInit {
        constructor(private readonly registry: ConsumerRegistry) {}
        onModuleInit(): void {
          consumers?.(this.registry);
        }
      }
      @Module({ imports: [ConfigModule.of(settings(role)), ClockModule, DatabaseModule, AuthModule, LimitsModule, RealtimeModule, OutboxModule, AuditModule], providers: [Registration] })
      class Platform {}
      const app = await NestFactory.createApplicationContext(Platform, { logger: false, abortOnError: false });
      running.push(app);
      return app;
    },
    asOwner: (text, values) => owner.query(text, values),
    close: async () => {
      await Promise.all(running.map((app) => app.close()));
      await owner.end();
    },
  };
}

/** Waits until the condition holds; fails after `within` milliseconds with what was asked. */
export async function eventually(what: string, condition: () => Promise<boolean> | boolean, within = 8_000): Promise<void> {
  const deadline = performance.now() + within;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`Not within ${within} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
