import { Injectable, type OnModuleInit } from '@nestjs/common';
import * as v from 'valibot';
import type { Transaction } from '../platform/database/database.js';
import { ConsumerRegistry } from '../platform/outbox/consumer-registry.js';
import type { StoredEvent } from '../platform/outbox/domain-event.js';
import { SearchIndex } from './search-index.js';

/** What each event makes old: a post, the opening of its thread, which carries the title, or all posts of the thread. */
const CHANGES: Readonly<Record<string, 'post' | 'opening' | 'thread'>> = {
  'thread.started': 'post',
  'thread.replied': 'post',
  'post.edited': 'post',
  'post.removed': 'post',
  'post.restored': 'post',
  'thread.retitled': 'opening',
  'thread.moved': 'thread',
  'thread.split': 'thread',
  'thread.merged': 'thread',
};

const payloadForm = v.object({ threadId: v.pipe(v.string(), v.uuid()), postId: v.optional(v.pipe(v.string(), v.uuid())) });

/** Keeps the index in step with what is written: whatever happened is read anew. */
@Injectable()
export class OnThreadActivity implements OnModuleInit {
  constructor(
    private readonly registry: ConsumerRegistry,
    private readonly index: SearchIndex,
  ) {}

  onModuleInit(): void {
    // Apart: whoever writes the index takes turns, and nothing live waits for that.
    this.registry.register('search.posts', Object.keys(CHANGES), (events, tx) => this.reread(events, tx), { apart: true });
  }

  private async reread(events: readonly StoredEvent[], tx: Transaction): Promise<void> {
    const changed = { post: new Set<string>(), opening: new Set<string>(), thread: new Set<string>() };
    for (const event of events) {
      const { threadId, postId } = v.parse(payloadForm, event.payload);
      const what = CHANGES[event.type] ?? 'post';
      const id = what === 'post' ? postId : threadId;
      if (id !== undefined) changed[what].add(id);
    }
    await this.index.reread(tx, { posts: [...changed.post], openings: [...changed.opening], threads: [...changed.thread] });
  }
}
