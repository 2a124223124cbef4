import { fileURLToPath } from 'node:url';
import { endChild, nextMessage, startChild } from '../machine/children.js';
import type { LoadJob, LoadResult } from './load-job.js';

/** Sends requests from a process of its own. */
export interface LoadGenerator {
  run(job: LoadJob): Promise<LoadResult>;
  stop(): Promise<void>;
}

export async function startLoadGenerator(): Promise<LoadGenerator> {
  const child = startChild({ args: [fileURLToPath(new URL('load-process.js', import.meta.url))], messages: true });
  await nextMessage<string>(child);
  return {
    run: (job) => {
      const answer = nextMessage<LoadResult>(child);
      child.send(job);
      return answer;
    },
    stop: () => endChild(child),
  };
}
