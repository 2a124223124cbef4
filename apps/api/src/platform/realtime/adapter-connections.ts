import { setTimeout as delay } from 'node:timers/promises';
import pg, { type Pool } from 'pg';
import { log } from '../http/log.js';

/** A database that does not answer says no goodbye: in milliseconds. */
const GOODBYE = 1_000;

export interface AdapterConnections {
  /** For `createAdapter`. */
  readonly pool: Pool;
  /** Ends the listening connection for good, once what was being said is said: the goodbye to the others, above all. */
  close(): Promise<void>;
}

/**
 * What the PostgreSQL adapter of socket.io needs of a pool. Statements go to the shared pool; the connection that
 * listens is one of its own, since it never comes back: a restart of PostgreSQL would otherwise cost the pool one
 * connection each time, and its 'error' event, which the adapter does not hear, would end the process.
 * @param onReturn called when it listens again after a loss: what was said meanwhile was not heard
 */
export function adapterConnections(pool: Pool, onReturn: () => void): AdapterConnections {
  let closed = false;
  let connected = false;
  const open = new Set<pg.Client>();
  const connect = async (): Promise<object> => {
    // The adapter tries again and again; after the end, it waits for ever instead.
    if (closed) return never();
    // A pool hides its password from enumeration.
    const client = new pg.Client({ ...pool.options, password: pool.options.password, application_name: 'foyer-sockets', keepAlive: true, keepAliveInitialDelayMillis: 10_000, connectionTimeoutMillis: 2_000 });
    client.on('error', (error) => log.warn({ error }, 'listening connection lost'));
    client.on('end', () => open.delete(client));
    try {
      await client.connect();
    } catch (error) {
      if (closed) return never();
      log.warn({ error }, 'no listening connection');
      throw error;
    }
    if (closed) {
      end(client);
      return never();
    }
    open.add(client);
    if (connected) onReturn();
    connected = true;
    return Object.assign(client, { release: () => end(client) });
  };
  const saying = new Set<Promise<unknown>>();
  // The adapter answers the others' greetings even after its end: nothing may be waiting on a pool that is closing.
  const query = async (text: string, values?: unknown[]): Promise<object> => {
    if (closed) return { rows: [] };
    const said = pool.query(text, values);
    saying.add(said);
    return said.finally(() => saying.delete(said));
  };
  const connections = { connect, query };
  return {
    // The adapter's signature names the whole class; these two methods are all it calls.
    pool: connections as unknown as Pool,
    close: async () => {
      closed = true;
      await Promise.allSettled(saying);
      await Promise.race([Promise.allSettled([...open].map((client) => client.end())), delay(GOODBYE, undefined, { ref: false })]);
    },
  };
}

const never = (): Promise<object> => new Promise<object>(() => undefined);
const end = (client: pg.Client): void => void client.end().catch(() => undefined);
