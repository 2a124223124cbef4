import { setTimeout as delay } from 'node:timers/promises';
import type { Cluster } from '../machine/cluster.js';
import { startFoyer } from '../machine/foyer-server.js';
import { ROWS, type Row } from '../rows.js';
import { cloneForRun } from '../set/build-set.js';
import { prepareVisitors } from '../visitors.js';
import { openStatementLog, type LoggedStatement } from './statement-log.js';

const REHEARSALS = 60;

/** What one request of a row sent to PostgreSQL. */
export interface Looked {
  readonly row: Row;
  readonly statements: readonly LoggedStatement[];
}

/**
 * Sends a request of each row to a server without consumers and without cache, and listens to what it sends to
 * PostgreSQL. The cluster must have been started with LOG_STATEMENTS.
 */
export async function lookAtRows(cluster: Cluster, template: string, port: number): Promise<{ database: string; looked: Looked[] }> {
  const database = await cloneForRun(cluster, template);
  const visitors = await prepareVisitors(cluster.url(database));
  const server = await startFoyer({ cluster, database, port, role: 'web', pageCache: false });
  try {
    const looked: Looked[] = [];
    for (const row of ROWS) {
      const requests = row.requests(visitors);
      const [request] = requests;
      if (!request) throw new Error(`${row.id} has no request`);
      const send = async (at: number): Promise<void> => {
        const answer = await fetch(server.origin + request.path, { method: request.method, headers: request.headers, ...(request.body !== undefined && { body: request.body.replace('{{key}}', `look-${row.id}-${at}`) }) });
        const text = await answer.text();
        if (answer.status !== 200) throw new Error(`${row.id} gave ${answer.status}: ${text.slice(0, 400)}`);
      };
      // Long enough for the server to be ready and for PostgreSQL to settle on its plans, on every connection.
      for (let at = 0; at < REHEARSALS; at++) await send(at);
      const log = await openStatementLog(cluster);
      await delay(300);
      log.read();
      await send(REHEARSALS);
      await delay(150);
      looked.push({ row, statements: log.read().filter(({ user }) => user === 'foyer_app') });
    }
    return { database, looked };
  } finally {
    await server.stop();
  }
}
