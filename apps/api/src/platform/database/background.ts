import { AsyncLocalStorage } from 'node:async_hooks';

const behind = new AsyncLocalStorage<true>();

/** Runs work that no request waits for: its statements are nobody's cost. */
export const inBackground = <T>(work: () => T): T => behind.run(true, work);

export const isBackground = (): boolean => behind.getStore() === true;
