import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { checkSource, isUsual, TooIntricate } from './intricacy.js';
import { renderMarkdown, type RenderedText } from './markdown.js';
import type { KnownHandles } from './mentions.js';
import type { RenderAnswer, RenderTask } from './render-worker.js';

const WORKER_MILLISECONDS = 3_000;
const WORKER_IDLE_MILLISECONDS = 30_000;
const MAX_WAITING = 50;

interface Waiting {
  readonly task: RenderTask;
  readonly resolve: (text: RenderedText) => void;
  readonly reject: (error: Error) => void;
}

/** Renders texts: usual ones at once, long and intricate ones in a thread that is ended when it takes too long. */
@Injectable()
export class TextRenderer implements OnApplicationShutdown {
  // Absent when sources run without having been compiled.
  private readonly script = fileURLToPath(new URL('./render-worker.js', import.meta.url));
  private readonly hasScript = existsSync(this.script);
  private worker: Worker | null = null;
  private idle: NodeJS.Timeout | null = null;
  private deadline: NodeJS.Timeout | null = null;
  private current: Waiting | null = null;
  private readonly queue: Waiting[] = [];
  private nextId = 1;

  /** @throws TooIntricate when the text cannot be shown */
  async render(source: string, known: KnownHandles): Promise<RenderedText> {
    checkSource(source);
    if (isUsual(source) || !this.hasScript) return renderMarkdown(source, known);
    if (this.queue.length >= MAX_WAITING) throw new TooIntricate('too many intricate texts at once');
    return new Promise((resolve, reject) => {
      this.queue.push({ task: { id: this.nextId++, source, known }, resolve, reject });
      this.next();
    });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.dismiss();
  }

  private next(): void {
    if (this.current) return;
    const waiting = this.queue.shift();
    if (this.idle) clearTimeout(this.idle);
    if (!waiting) {
      this.idle = setTimeout(() => void this.dismiss(), WORKER_IDLE_MILLISECONDS).unref();
      return;
    }
    this.current = waiting;
    this.worker ??= this.hire();
    this.deadline = setTimeout(() => this.fail(new TooIntricate('takes too long')), WORKER_MILLISECONDS);
    this.worker.postMessage(waiting.task);
  }

  private hire(): Worker {
    const worker = new Worker(this.script, { resourceLimits: { maxOldGenerationSizeMb: 128 } });
    worker.on('message', (answer: RenderAnswer) => this.settle(answer));
    // Out of memory ends the thread, not the process.
    worker.on('error', () => {
      if (this.worker === worker) this.fail(new TooIntricate('takes too much'));
    });
    worker.unref();
    return worker;
  }

  private settle(answer: RenderAnswer): void {
    const done = this.take(answer.id);
    if (!done) return;
    if ('rendered' in answer) done.resolve(answer.rendered);
    else done.reject('tooIntricate' in answer ? new TooIntricate(answer.tooIntricate) : new Error(answer.failed));
    this.next();
  }

  private fail(error: Error): void {
    const failed = this.take(this.current?.task.id ?? 0);
    void this.dismiss();
    failed?.reject(error);
    this.next();
  }

  private take(id: number): Waiting | null {
    const current = this.current;
    if (current?.task.id !== id) return null;
    if (this.deadline) clearTimeout(this.deadline);
    this.current = null;
    return current;
  }

  private async dismiss(): Promise<void> {
    const worker = this.worker;
    this.worker = null;
    await worker?.terminate();
  }
}
