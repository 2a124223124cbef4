import { randomUUID } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import { jest } from '@jest/globals';
import { eventually, platformDatabase, type PlatformDatabase } from '../../../test/platform.js';
import { Database } from '../database/database.js';
import type { ConsumerRegistry } from './consumer-registry.js';
import type { DomainEvent, StoredEvent } from './domain-event.js';
import { Outbox } from './outbox.js';
import { CONSUME_QUEUE, DEAD_QUEUE } from './queues.js';

const happened = (type = 'thread.replied', payload: object = {}): DomainEvent => ({
  type, version: 1, actorId: randomUUID(), subjectId: randomUUID(), spaceId: null, payload, occurredAt: new Date('2026-02-01T12:00:00Z'),
});

jest.setTimeout(30_000);

describe('the outbox', () => {
  let installation: PlatformDatabase;

  beforeEach(async () => {
    installation = await platformDatabase();
    await installation.asOwner('CREATE TABLE effects (consumer text, event_id uuid, process text)');
    await installation.asOwner('GRANT SELECT, INSERT ON effects TO foyer_app');
  });
  afterEach(() => installation.close());

  const publish = (app: INestApplicationContext, ...events: DomainEvent[]): Promise<void> =>
    app.get(Database).transaction((tx) => app.get(Outbox).publish(tx, events));

  const count = async (text: string): Promise<number> => Number((await installation.asOwner(`SELECT count(*) AS n FROM ${text}`)).rows[0].n);

  /** Notes each event it is given, in the consumer's own transaction. */
  const noting = (name: string, process: string) => (registry: ConsumerRegistry): void =>
    registry.register(name, ['thread.replied'], async (events, tx) => {
      await tx.rows('INSERT INTO effects SELECT $1, unnest($2::uuid[]), $3', [name, events.map((event) => event.id), process]);
    });

  const settled = (): Promise<void> => eventually('nothing is left to do', async () => (await count(`pgboss.job WHERE name IN ('dispatch', 'consume')`)) === 0);

  it('hands an event, as it was published, to those who want it and to nobody else', async () => {
    const got: StoredEvent[] = [];
    const other: StoredEvent[] = [];
    const app = await installation.start({
      consumers: (registry) => {
        registry.register('test.wants', ['thread.replied'], async (events) => void got.push(...events));
        registry.register('test.other', ['thread.closed'], async (events) => void other.push(...events));
      },
    });
    const event = happened('thread.replied', { postId: 'p1' });
    await publish(app, event);
    await eventually('the consumer has it', () => got.length === 1);
    expect(got[0]).toMatchObject({ type: 'thread.replied', version: 1, actorId: event.actorId, subjectId: event.subjectId, payload: { postId: 'p1' }, occurredAt: event.occurredAt, origin: 'live' });
    expect(other).toEqual([]);
  });

  it('writes event and job with the action, or neither of them', async () => {
    const app = await installation.start({ role: 'web' });
    const failing = app.get(Database).transaction(async (tx) => {
      await app.get(Outbox).publish(tx, happened());
      throw new Error('the action fails');
    });
    await expect(failing).rejects.toThrow('the action fails');
    expect(await count('domain_events')).toBe(0);
    expect(await count('pgboss.job')).toBe(0);
  });

  it('takes one statement to publish, however many events', async () => {
    const app = await installation.start({ role: 'web' });
    const database = app.get(Database);
    const before = database.statements;
    await publish(app, ...Array.from({ length: 50 }, () => happened()));
    expect(database.statements - before).toBe(3);
    expect(await count('domain_events')).toBe(50);
  });

  it('gives each event to each consumer exactly once, whoever of two workers takes it', async () => {
    const web = await installation.start({ role: 'web' });
    const both = (process: string) => (registry: ConsumerRegistry): void => {
      noting('test.first', process)(registry);
      noting('test.second', process)(registry);
    };
    await installation.start({ role: 'worker', consumers: both('a') });
    await installation.start({ role: 'worker', consumers: both('b') });
    for (let burst = 0; burst < 20; burst++) await Promise.all(Array.from({ length: 15 }, () => publish(web, happened())));
    await settled();
    expect(await count('domain_events')).toBe(300);
    expect(await count('effects')).toBe(600);
    expect(await count('(SELECT DISTINCT consumer, event_id FROM effects) AS once')).toBe(600);
  });

  it('does not give an event twice when its job comes again', async () => {
    const app = await installation.start({ consumers: noting('test.first', 'a') });
    await publish(app, happened());
    await settled();
    const { rows } = await installation.asOwner('SELECT id FROM domain_events');
    await installation.asOwner(`INSERT INTO pgboss.job (name, data) VALUES ('${CONSUME_QUEUE}', $1)`, [
      JSON.stringify({ consumer: 'test.first', since: '2026-01-01T00:00:00Z', events: [rows[0].id] }),
    ]);
    await settled();
    expect(await count('effects')).toBe(1);
  });

  it('retries only the event that fails, keeps nothing of a failed try, then lays it with the dead letters', async () => {
    const poison = happened('thread.replied', { poison: true });
    let tries = 0;
    const app = await installation.start({
      role: 'web',
    });
    await publish(app, ...Array.from({ length: 9 }, () => happened()), poison);
    await installation.start({
      role: 'worker',
      consumers: (registry) =>
        registry.register('test.fragile', ['thread.replied'], async (events, tx) => {
          await tx.rows('INSERT INTO effects SELECT $1, unnest($2::uuid[]), $3', ['test.fragile', events.map((event) => event.id), 'a']);
          if (!events.some((event) => event.payload['poison'])) return;
          if (events.length === 1) tries++;
          throw new Error('cannot digest this');
        }),
    });
    await eventually('the nine others are through', async () => (await count('effects')) === 9);
    await eventually('the bad one waits for its next try', async () => (await count(`pgboss.job WHERE state = 'retry'`)) === 1);
    // Its last try, now.
    await installation.asOwner(`UPDATE pgboss.job SET retry_limit = retry_count + 1, start_after = now() WHERE state = 'retry'`);
    await eventually('it lies with the dead letters', async () => (await count(`pgboss.job WHERE name = '${DEAD_QUEUE}'`)) === 1);
    expect(tries).toBe(2);
    expect(await count('effects')).toBe(9);
    expect(await count('consumed_events')).toBe(9);
  });

  it('leaves the work of a process that dies to the next one', async () => {
    const app = await installation.start({ role: 'web' });
    await publish(app, happened());
    let entered = false;
    const dying = await installation.start({
      role: 'worker',
      consumers: (registry) =>
        registry.register('test.slow', ['thread.replied'], async (events, tx) => {
          await tx.rows('INSERT INTO effects SELECT $1, unnest($2::uuid[]), $3', ['test.slow', events.map((event) => event.id), 'dying']);
          entered = true;
          await tx.rows('SELECT pg_sleep(10)');
        }),
    });
    await eventually('it is at work', () => entered);
    await installation.start({ role: 'worker', consumers: noting('test.slow', 'heir') });
    await installation.asOwner(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(10)%' AND pid <> pg_backend_pid()`);
    await dying.close();
    await installation.asOwner(`UPDATE pgboss.job SET start_after = now()`);
    await eventually('the heir did it', async () => (await count(`effects WHERE process = 'heir'`)) === 1);
    expect(await count('effects')).toBe(1);
  });
});
