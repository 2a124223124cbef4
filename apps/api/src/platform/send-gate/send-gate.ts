import { Injectable } from '@nestjs/common';
import { Database, type Sql, type Transaction } from '../database/database.js';
import { ClusterBus } from '../realtime/cluster-bus.js';

declare module '../realtime/cluster-bus.js' {
  interface ClusterEvents {
    /** What may leave the house changed. */
    'sendGate.changed': Record<string, never>;
  }
}

export const GATE_STATES = ['open', 'essential-only', 'closed'] as const;
export type GateState = (typeof GATE_STATES)[number];

/** What wants to leave; each channel adds its own by declaration merging. */
export interface Departures {
  mail: true;
}

export interface Gate {
  readonly state: GateState;
  readonly reason: string;
  readonly changedBy: string | null;
  readonly changedAt: Date;
}

/** What a sender does: let it go, or keep it in its queue until the gate opens. */
export type Decision = 'go' | 'hold';

const READ = 'SELECT state, reason, changed_by AS "changedBy", changed_at AS "changedAt" FROM send_gate';

/** The one gate that everything leaving the house passes. */
@Injectable()
export class SendGate {
  constructor(
    private readonly database: Database,
    private readonly bus: ClusterBus,
  ) {}

  /**
   * Asked by every sender right before each thing it sends. The state is read from the database each time: a process
   * that missed a hint must not go on sending.
   * @param essential somebody waits for it, or must know it
   */
  async decide(_kind: keyof Departures, essential: boolean): Promise<Decision> {
    const { state } = await this.read();
    return state === 'open' || (state === 'essential-only' && essential) ? 'go' : 'hold';
  }

  /** @param tx when given, the row stays locked until its end */
  async read(tx?: Sql): Promise<Gate> {
    const gate = tx ? await tx.row<Gate>(`${READ} FOR UPDATE`) : await this.database.row<Gate>(READ);
    if (!gate) throw new Error('The row of the send gate is missing');
    return gate;
  }

  /** Moves the gate; after the commit, senders of all processes look again at what they hold. */
  async change(tx: Transaction, to: Pick<Gate, 'state' | 'reason' | 'changedBy'>): Promise<void> {
    await tx.rows('UPDATE send_gate SET state = $1, reason = $2, changed_by = $3, changed_at = now()', [to.state, to.reason, to.changedBy]);
    tx.afterCommit(() => this.bus.emit('sendGate.changed', {}));
  }

  /** Runs when the gate changed, here or in another process; a lost hint costs a sender its next look only. */
  onChange(listener: () => void): void {
    this.bus.on('sendGate.changed', listener);
  }
}
