import { Injectable } from '@nestjs/common';
import type { Permission } from '@foyer/domain/access';
import type { Sql } from '../platform/database/database.js';

/** How many things wait, and since when the oldest does. */
export interface Waits {
  readonly count: number;
  readonly oldestAt: Date | null;
}

export interface WaitingKind {
  /** `capability.what`; the console's pages have the words and the address. */
  readonly kind: string;
  readonly permission: Permission;
  readonly count: (database: Sql) => Promise<Waits>;
}

/** Capabilities say here what may wait for the team; the console's home asks only what the viewer may treat. */
@Injectable()
export class Waiting {
  private readonly kinds: WaitingKind[] = [];

  register(kind: WaitingKind): void {
    this.kinds.push(kind);
  }

  all(): readonly WaitingKind[] {
    return this.kinds;
  }
}
