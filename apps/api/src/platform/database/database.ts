import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Pool, PoolClient } from 'pg';
import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import { isBackground } from './background.js';
import { LineWatch } from './line-watch.js';

/** Somewhere a statement can be sent: the pool, or one transaction. */
export interface Sql {
  /** Sends one parameterised statement, prepared once per connection, and gives its rows. */
  rows<T extends object>(text: string, values?: readonly unknown[]): Promise<T[]>;
  /** The first row, or null. */
  row<T extends object>(text: string, values?: readonly unknown[]): Promise<T | null>;
}

/** One transaction; `manager` is TypeORM's, for those who bring statements of their own (the job queue). */
export interface Transaction extends Sql {
  readonly manager: EntityManager;
  /** Runs once the commit has succeeded; for hints that may be lost, never for effects. */
  afterCommit(work: () => void): void;
}

// A statement's name is its identity for PostgreSQL's plan cache; texts are constants of the code, so this stays small.
const names = new Map<string, string>();
function nameOf(text: string): string {
  let name = names.get(text);
  if (!name) names.set(text, (name = `foyer_${names.size}`));
  return name;
}

async function send<T extends object>(client: Pool | PoolClient, text: string, values: readonly unknown[]): Promise<T[]> {
  const result = await client.query<T>({ name: nameOf(text), text, values: values as unknown[] });
  return result.rows;
}

@Injectable()
export class Database implements Sql, OnApplicationShutdown {
  /** Statements sent since the start, but for those of loops in the background; tests assert how much a page costs. */
  statements = 0;

  private readonly watch: LineWatch;

  constructor(readonly dataSource: DataSource) {
    this.watch = new LineWatch(this.pool);
  }

  /** TypeORM's own pool: one pool per process, whoever sends. */
  get pool(): Pool {
    return (this.dataSource.driver as unknown as { master: Pool }).master;
  }

  private count(statements: number): void {
    if (!isBackground()) this.statements += statements;
  }

  rows<T extends object>(text: string, values: readonly unknown[] = []): Promise<T[]> {
    this.count(1);
    return this.watch.during(send<T>(this.pool, text, values));
  }

  async row<T extends object>(text: string, values: readonly unknown[] = []): Promise<T | null> {
    return (await this.rows<T>(text, values))[0] ?? null;
  }

  /** Commits when `work` resolves, rolls back when it throws. */
  async transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    const runner = this.dataSource.createQueryRunner();
    const client = (await runner.connect()) as PoolClient;
    const afterCommit: (() => void)[] = [];
    const rows = <R extends object>(text: string, values: readonly unknown[] = []): Promise<R[]> => {
      this.count(1);
      return this.watch.during(send<R>(client, text, values));
    };
    const tx: Transaction = {
      manager: runner.manager,
      rows,
      row: async <R extends object>(text: string, values?: readonly unknown[]) => (await rows<R>(text, values))[0] ?? null,
      afterCommit: (hint) => void afterCommit.push(hint),
    };
    try {
      this.count(2);
      await this.watch.during(runner.startTransaction());
      const value = await work(tx);
      await this.watch.during(runner.commitTransaction());
      for (const hint of afterCommit) hint();
      return value;
    } catch (error) {
      await rollBack(runner);
      throw error;
    } finally {
      await runner.release();
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.watch.stop();
    if (this.dataSource.isInitialized) await this.dataSource.destroy();
  }
}

async function rollBack(runner: QueryRunner): Promise<void> {
  if (!runner.isTransactionActive) return;
  try {
    await runner.rollbackTransaction();
  } catch {
    // The connection is gone: PostgreSQL has rolled back by itself, and the first error is the one to report.
  }
}
