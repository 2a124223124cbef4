import { AsyncLocalStorage } from 'node:async_hooks';
import { newId } from '../ids/ids.js';

interface CurrentRequest {
  readonly id: string;
  /** What was already found out for this request. */
  readonly known: Map<string, unknown>;
}

const current = new AsyncLocalStorage<CurrentRequest>();

/** Runs the rest of a request under its id, so that what is logged deep inside can name it. */
export const withRequest = (id: string, next: () => void): void => current.run({ id, known: new Map() }, next);

/** The id of the request at hand; outside of one, a fresh id so that a log line can still be found. */
export const currentRequestId = (): string => current.getStore()?.id ?? newId();

/**
 * Finds something out once for the request at hand, whatever its id: ids may come from outside, so that two requests
 * may have the same. Outside of a request, each time.
 */
export function oncePerRequest<T>(key: string, find: () => Promise<T>): Promise<T> {
  const known = current.getStore()?.known;
  if (!known) return find();
  const found = known.get(key) as Promise<T> | undefined;
  if (found) return found;
  const finding = find();
  known.set(key, finding);
  return finding;
}

/** Notes what was found out along the way, for whoever asks for it later in the request at hand. */
export const knownForRequest = <T>(key: string, value: T): void => void current.getStore()?.known.set(key, Promise.resolve(value));

/** Forgets what was found out: the request has changed something. */
export const requestChanged = (): void => current.getStore()?.known.clear();
