import type { IncomingMessage, Server as HttpServer, ServerResponse } from 'node:http';
import { log } from './log.js';

/** Requests that are running when the process is asked to end are given this long, in milliseconds. */
const PATIENCE = 8_000;

/**
 * Follows the requests of a server, so that it can end without leaving any of them halfway.
 * @returns ends it: nobody new is let in, those who are in get their answer, whoever takes too long is cut off.
 */
export function drainable(server: HttpServer, patience = PATIENCE): () => Promise<void> {
  const running = new Set<ServerResponse>();
  let leaving = false;
  let empty: (() => void) | null = null;
  // Before the routes, which may answer at once.
  server.prependListener('request', (_request: IncomingMessage, response: ServerResponse) => {
    running.add(response);
    // A connection that stays open would bring its next request to a door that is closed.
    if (leaving) response.shouldKeepAlive = false;
    response.once('close', () => {
      running.delete(response);
      if (running.size === 0) empty?.();
    });
  });
  return async () => {
    if (!server.listening) return;
    leaving = true;
    for (const response of running) if (!response.headersSent) response.shouldKeepAlive = false;
    // Ends connections that are idle; its callback also waits for sockets, which end later.
    server.close();
    if (running.size > 0) {
      const late = await new Promise<boolean>((resolve) => {
        const timer = setTimeout(() => resolve(true), patience);
        empty = () => {
          clearTimeout(timer);
          resolve(false);
        };
      });
      if (late) log.warn({ running: running.size }, 'requests were cut off');
    }
    server.closeAllConnections();
  };
}
