import { Injectable } from '@nestjs/common';
import type { Transaction } from '../database/database.js';
import type { StoredEvent } from './domain-event.js';

/**
 * What a consumer does with events it has not had yet. Its writes go through `tx`, which also records that it had
 * them: both are kept or neither. It tolerates any order, and waits for nothing outside the database.
 */
export type Handler = (events: readonly StoredEvent[], tx: Transaction) => Promise<void>;

export interface Consumer {
  /** `capability.purpose`, e.g. `spaces.counters`; never renamed, since it marks what was consumed. */
  readonly name: string;
  readonly on: ReadonlySet<string>;
  readonly handle: Handler;
  /** Gets jobs of its own at once: for slow work that nobody should wait for. */
  readonly apart: boolean;
}

/** Who wants which events. Capabilities register while their modules start. */
@Injectable()
export class ConsumerRegistry {
  private readonly consumers = new Map<string, Consumer>();

  /** @throws when the name is taken: two consumers would hide events from each other */
  register(name: string, types: readonly string[], handle: Handler, options: { readonly apart?: boolean } = {}): void {
    if (this.consumers.has(name)) throw new Error(`Two consumers are named ${name}`);
    this.consumers.set(name, { name, on: new Set(types), handle, apart: options.apart ?? false });
  }

  byName(name: string): Consumer | null {
    return this.consumers.get(name) ?? null;
  }

  wanting(type: string): Consumer[] {
    return [...this.consumers.values()].filter((consumer) => consumer.on.has(type));
  }
}
