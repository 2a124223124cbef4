import type { IncomingMessage, ServerResponse } from 'node:http';
import pLimit from 'p-limit';
import type { PageHandler } from './page-cache.js';

/** Where the pages hand over what they have rendered; see `handOver` of the web. */
const PAGE = Symbol.for('foyer.page');
/**
 * Pages in the making at a time. One core renders them, so more at a time makes none of them faster; each holds some
 * megabytes meanwhile, which every run of the garbage collector carries along.
 */
const AT_A_TIME = 4;
/** A page that waits for something outside (another server, a slow statement) hands its turn on after so many milliseconds. */
const LONGEST_TURN = 1_000;
/** Requests that may wait for their turn: some seconds of work. Beyond, a quick "later" is the kinder answer. */
const MOST_WAITING = 1_000;

/** A file by its ending, which a slow line may take long to read; data of a page are made like a page. */
const FILE = /^[^?]*\.(?!json(?:\?|$))[a-z0-9]+(?:\?|$)/i;

interface Rendered extends IncomingMessage {
  [PAGE]?: { body: Uint8Array | null };
}

/**
 * Lets documents be rendered a few at a time and takes each finished page as bytes, past the stream that the framework
 * would read it back from. What is not a document goes on at once: files, and posted forms, which may wait for a slow
 * check of a password.
 */
export function inTurns(pages: PageHandler, longestTurn = LONGEST_TURN): PageHandler {
  const turn = pLimit(AT_A_TIME);
  return (request: Rendered, response, next) => {
    if ((request.method !== 'GET' && request.method !== 'HEAD') || FILE.test(request.url ?? '')) {
      pages(request, response, next);
      return;
    }
    if (turn.pendingCount >= MOST_WAITING) {
      response.writeHead(503, { 'content-type': 'text/plain; charset=utf-8', 'retry-after': '5' }).end('503\n');
      return;
    }
    void turn(() => {
      if (response.destroyed) return undefined;
      request[PAGE] = { body: null };
      return new Promise<void>((resolve) => {
        const late = setTimeout(resolve, longestTurn);
        const done = (): void => {
          clearTimeout(late);
          resolve();
        };
        response.once('close', done);
        endWithPage(request, response, done);
        pages(request, response, next);
      });
    });
  };
}

/** When the framework ends an answer without a body, the page that was handed over is its body. */
function endWithPage(request: Rendered, response: ServerResponse, done: () => void): void {
  const end = response.end.bind(response) as (...given: readonly unknown[]) => ServerResponse;
  response.end = ((...given: readonly unknown[]) => {
    const page = request[PAGE]?.body;
    const ended = page && request.method !== 'HEAD' ? end(page) : end(...given);
    done();
    return ended;
  }) as ServerResponse['end'];
}
