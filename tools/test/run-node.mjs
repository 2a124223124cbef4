import { spawn } from 'node:child_process';
import { inRoot } from '../../deploy/start/checkout.mjs';
import { environmentWithNode, usableNode } from '../../deploy/start/pinned-node.mjs';

/**
 * Runs a Node program and waits for it.
 * @param {string[]} args
 * @param {{ folder?: string, env?: Record<string, string>, quiet?: boolean }} options `quiet` keeps the output and prints it only when the program fails
 * @returns {Promise<number>} exit code
 */
export function runNode(args, { folder = '.', env = {}, quiet = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(usableNode(), args, {
      cwd: inRoot(folder),
      env: { ...environmentWithNode(), ...env },
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk));
    const end = (/** @type {number} */ code) => {
      if (code !== 0 && output) process.stderr.write(output);
      resolve(code);
    };
    child.on('error', (error) => {
      output += `${error.message}\n`;
      end(1);
    });
    child.on('close', (code) => end(code ?? 1));
  });
}
