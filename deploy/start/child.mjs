import { spawn } from 'node:child_process';
import { inRoot } from './checkout.mjs';
import { environmentWithNode, usableNode } from './pinned-node.mjs';
import { signalIfAlive, until } from './processes.mjs';

const follow = ['--import', inRoot('deploy/start/follow-launcher.mjs')];

/**
 * Starts a Node program of ours that ends when this process does.
 * @param {string[]} args Node's arguments
 * @param {{ env?: Record<string, string>, folder?: string, apart?: boolean, stdin?: 'ignore' | 'inherit' }} options `apart`: Ctrl+C reaches it only through us
 */
export function startNode(args, { env = {}, folder = '.', apart = true, stdin = 'ignore' } = {}) {
  const child = spawn(usableNode(), [...follow, ...args], {
    cwd: inRoot(folder),
    env: { ...environmentWithNode(), ...env },
    stdio: [stdin, 'inherit', 'inherit', 'ipc'],
    detached: apart,
  });
  let over = false;
  /** @type {Promise<{ code: number | null, signal: NodeJS.Signals | null }>} */
  const ended = new Promise((resolve) => {
    const end = (/** @type {number | null} */ code, /** @type {NodeJS.Signals | null} */ signal) => {
      over = true;
      resolve({ code, signal });
    };
    child.on('error', () => end(1, null));
    child.on('exit', end);
  });
  return {
    ended,
    /** Asks it to close, and insists after `patience` milliseconds. */
    async stop(patience = 15_000) {
      if (over || child.pid === undefined) return;
      signalIfAlive(child.pid, 'SIGTERM');
      if (await until(() => over, patience)) return;
      signalIfAlive(apart ? -child.pid : child.pid, 'SIGKILL');
      await ended;
    },
  };
}

/**
 * Resolves when someone wants this process to end: Ctrl+C, a signal, or the death of the process that started it.
 * Repeated signals count as one.
 * @returns {Promise<void>}
 */
export function askedToEnd() {
  return new Promise((resolve) => {
    for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, () => resolve());
    if (process.channel) {
      process.channel.unref();
      process.once('disconnect', () => resolve());
    } else if (process.env.npm_lifecycle_event) {
      // npm's shell does not pass signals on: its disappearance is one.
      const shell = process.ppid;
      const watch = setInterval(() => {
        if (process.ppid === shell) return;
        clearInterval(watch);
        resolve();
      }, 500).unref();
    }
  });
}
