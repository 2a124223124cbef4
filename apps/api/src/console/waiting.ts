import { Injectable } from '@nestjs/common';
import type { Permission } from '@foyer/domain/access';

/** What waits of one kind: how many, and since when the oldest does. */
export interface Waits {
  readonly kind: string;
  readonly count: number;
  readonly oldestAt: Date | null;
}

export interface WaitingKind {
  /** `capability.what`; the console's pages have the words and the address. */
  readonly kind: string;
  readonly permission: Permission;
  /** A select of `count` and `"oldestAt"`, one row. `(SELECT at FROM present)` is the present moment. */
  readonly text: string;
}

/** Capabilities say here what may wait for the team; the console's home asks only what the viewer may treat. */
@Injectable()
export class Waiting {
  private readonly kinds: WaitingKind[] = [];

  register(kind: WaitingKind): void {
    this.kinds.push(kind);
  }

  /** One statement that counts all kinds that one may treat, `$1` being the present moment; null when there are none. */
  statementFor(may: (permission: Permission) => boolean): string | null {
    const own = this.kinds.filter(({ permission }) => may(permission));
    if (own.length === 0) return null;
    return `WITH present AS (SELECT $1::timestamptz AS at) ${own.map(({ kind, text }) => `SELECT '${kind}' AS kind, waits.count, waits."oldestAt" FROM (${text}) waits`).join(' UNION ALL ')}`;
  }
}
