import { AsyncLocalStorage } from 'node:async_hooks';
import { newId } from '../ids/ids.js';

const current = new AsyncLocalStorage<string>();

/** Runs the rest of a request under its id, so that what is logged deep inside can name it. */
export const withRequestId = (id: string, next: () => void): void => current.run(id, next);

/** The id of the request at hand; outside of one, a fresh id so that a log line can still be found. */
export const currentRequestId = (): string => current.getStore() ?? newId();
