import { randomUUID } from 'node:crypto';
import { done } from './operations.js';
import type { Person } from './people.js';

/** Where a thread is. */
export interface ThreadAt {
  readonly code: string;
  readonly path: string;
  readonly title: string;
}

interface Start {
  readonly title: string;
  readonly body?: string;
  readonly space?: string;
  readonly kind?: 'discussion' | 'question' | 'announcement';
}

/** Starts a thread as a page would. */
export async function startThread(by: Person, { title, body = 'Premier message.', space = 'bivouac', kind = 'discussion' }: Start): Promise<ThreadAt> {
  const input = { spaceSlug: space, title, body, kind, tags: [], key: randomUUID() };
  const { startThread: started } = await done<{ startThread: { threadCode: string; threadSlug: string } }>('StartThread', { input }, by.cookie);
  return { code: started.threadCode, path: `/threads/${started.threadCode}/${started.threadSlug}`, title };
}

/** Adds a reply as a page would; resolves with its code. */
export async function replyTo(thread: ThreadAt, by: Person, body: string): Promise<string> {
  const input = { threadCode: thread.code, body, key: randomUUID(), replyTo: null };
  const { reply } = await done<{ reply: { post: { code: string } } }>('Reply', { input }, by.cookie);
  return reply.post.code;
}

/** Adds replies one after the other: « Réponse 2 », « Réponse 3 », … by position. */
export async function addReplies(thread: ThreadAt, by: Person, from: number, to: number): Promise<void> {
  for (let position = from; position <= to; position++) await replyTo(thread, by, `Réponse ${position}`);
}
