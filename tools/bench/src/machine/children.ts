import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { once } from 'node:events';

const living = new Set<ChildProcess>();

export interface ChildOptions {
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Also opens a channel for messages. */
  readonly messages?: boolean;
  /** Arguments of Node itself, such as `--cpu-prof`. */
  readonly nodeArgs?: readonly string[];
  readonly output?: 'ignore' | 'inherit';
}

/** Starts a script in a Node process of its own, so that its processor time is not counted with anybody else's. */
export function startChild({ args, env = {}, messages = false, nodeArgs = [], output = 'inherit' }: ChildOptions): ChildProcess {
  const stdio: StdioOptions = ['ignore', output === 'ignore' ? 'ignore' : 2, 'inherit', ...(messages ? (['ipc'] as const) : [])];
  const child = spawn(process.execPath, [...nodeArgs, ...args], { stdio, env: { ...process.env, ...env } });
  living.add(child);
  child.once('exit', () => living.delete(child));
  return child;
}

/** Asks a child to end and waits until it has; insists after 10 s. */
export async function endChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const insist = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await ended;
  clearTimeout(insist);
}

export async function endAllChildren(): Promise<void> {
  await Promise.all([...living].map(endChild));
}

/** The next message of a child. @throws when it ends before it says anything */
export async function nextMessage<T>(child: ChildProcess): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const onExit = (code: number | null): void => reject(new Error(`a process of the benchmark ended early (${code ?? 'signal'})`));
    child.once('exit', onExit);
    child.once('message', (message) => {
      child.off('exit', onExit);
      resolve(message as T);
    });
  });
}

/** Waits until an address answers, whatever it answers. @throws after the time, in milliseconds, or when the child ends */
export async function untilAnswers(url: string, child: ChildProcess, within = 60_000): Promise<void> {
  const deadline = performance.now() + within;
  while (performance.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`the server of ${url} ended with ${child.exitCode}`);
    try {
      const answer = await fetch(url);
      await answer.arrayBuffer();
      if (answer.status < 500) return;
    } catch {
      // Not yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${url} did not answer within ${within} ms`);
}
