import { fork, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { log } from '../http/log.js';
import type { Crop, ImageAnswer, ImageFault, ImageTask, MadeImage, Shape } from './image-worker.js';

/** The program goes when nobody has needed it for so long, in milliseconds. */
const IDLE = 60_000;
const MAX_WAITING = 40;

export type Pressed = { readonly images: readonly MadeImage[] } | { readonly fault: ImageFault | 'busy' };

interface Waiting {
  readonly task: ImageTask;
  readonly resolve: (pressed: Pressed) => void;
}

/**
 * Makes pictures anew, one after the other, in one child process that has neither the house's secrets nor its
 * memory. It is ended when it takes too long or too much, and started again for the next picture.
 */
@Injectable()
export class ImagePress implements OnApplicationShutdown {
  /** A picture that takes longer is one that was made to, in milliseconds. */
  private readonly patience = 15_000;
  private child: ChildProcess | null = null;
  private current: Waiting | null = null;
  private readonly queue: Waiting[] = [];
  private deadline: NodeJS.Timeout | null = null;
  private idle: NodeJS.Timeout | null = null;
  private nextId = 1;

  press(path: string, shapes: readonly Shape[], crop: Crop | null): Promise<Pressed> {
    if (this.queue.length >= MAX_WAITING) return Promise.resolve({ fault: 'busy' });
    return new Promise((resolve) => {
      this.queue.push({ task: { id: this.nextId++, path, shapes, crop }, resolve });
      this.next();
    });
  }

  onApplicationShutdown(): void {
    this.dismiss();
  }

  private next(): void {
    if (this.current) return;
    if (this.idle) clearTimeout(this.idle);
    const waiting = this.queue.shift();
    if (!waiting) {
      this.idle = setTimeout(() => this.dismiss(), IDLE).unref();
      return;
    }
    this.current = waiting;
    this.child ??= this.hire();
    this.deadline = setTimeout(() => this.giveUp('takes too long'), this.patience);
    this.child.send(waiting.task, (error) => {
      if (error && this.current === waiting) this.giveUp(error.message);
    });
  }

  private hire(): ChildProcess {
    const compiled = fileURLToPath(new URL('./image-worker.js', import.meta.url));
    const script = existsSync(compiled) ? compiled : compiled.replace(/\.js$/, '.ts');
    const child = fork(script, [], {
      serialization: 'advanced',
      execArgv: ['--max-old-space-size=64'],
      // Nothing of the house's settings: addresses and passwords are none of its business.
      env: { NODE_ENV: 'production', MALLOC_ARENA_MAX: '2' },
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    child.on('message', (answer: ImageAnswer) => this.settle(answer));
    child.on('exit', (code, signal) => {
      if (this.child === child) this.giveUp(`ended (${code ?? signal})`);
    });
    child.on('error', (error) => {
      if (this.child === child) this.giveUp(error.message);
    });
    child.unref();
    child.channel?.unref();
    return child;
  }

  private settle(answer: ImageAnswer): void {
    if (this.current?.task.id !== answer.id) return;
    this.finish('images' in answer ? { images: answer.images } : { fault: answer.fault });
  }

  private giveUp(reason: string): void {
    this.dismiss();
    if (!this.current) return;
    log.warn({ reason }, 'picture given up');
    this.finish({ fault: 'unreadable' });
  }

  private finish(pressed: Pressed): void {
    const done = this.current;
    if (this.deadline) clearTimeout(this.deadline);
    this.current = null;
    done?.resolve(pressed);
    this.next();
  }

  private dismiss(): void {
    const child = this.child;
    this.child = null;
    child?.kill('SIGKILL');
  }
}
