import pg, { type Pool } from 'pg';
import { log } from '../http/log.js';

/**
 * What the PostgreSQL adapter of socket.io needs of a pool. Statements go to the shared pool; the connection that
 * listens is one of its own, since it never comes back: a restart of PostgreSQL would otherwise cost the pool one
 * connection each time, and its 'error' event, which the adapter does not hear, would end the process.
 */
export function adapterConnections(pool: Pool): Pool {
  const connections = {
    query: (text: string, values?: unknown[]) => pool.query(text, values),
    connect: async () => {
      const client = new pg.Client({ ...pool.options, application_name: 'foyer-sockets', keepAlive: true, keepAliveInitialDelayMillis: 10_000, connectionTimeoutMillis: 2_000, statement_timeout: 15_000 });
      client.on('error', (error) => log.warn({ error }, 'listening connection lost'));
      await client.connect();
      return Object.assign(client, { release: () => void client.end().catch(() => undefined) });
    },
  };
  // The adapter's signature names the whole class; these two methods are all it calls.
  return connections as unknown as Pool;
}
