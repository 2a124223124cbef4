import { fork } from 'node:child_process';
import { inRoot } from '../../deploy/start/checkout.mjs';
import { usableNode } from '../../deploy/start/pinned-node.mjs';

/**
 * Starts a PostgreSQL for this test run (fsync off, in a folder of its own that disappears with it).
 * @returns {Promise<{ url: string, stop(): Promise<void> }>} address for the owner, who may create databases and roles
 */
export async function throwawayDatabase() {
  const host = fork(inRoot('tools/test/database-host.mjs'), { execPath: usableNode(), execArgv: [], detached: true, stdio: 'inherit' });
  const gone = new Promise((resolve) => host.once('exit', resolve));
  const url = await new Promise((resolve, reject) => {
    host.once('message', (/** @type {{ url?: string, problem?: string }} */ { url: address, problem }) => (address ? resolve(address) : reject(new Error(problem))));
    host.once('exit', () => reject(new Error('the test database did not start')));
  });
  return {
    url,
    async stop() {
      host.kill('SIGTERM');
      await gone;
    },
  };
}
