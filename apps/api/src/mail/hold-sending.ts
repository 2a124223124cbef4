import { Injectable } from '@nestjs/common';
import { accept, refuse, type Result } from '@foyer/domain/result';
import { Audit } from '../platform/audit/audit.js';
import { Database, type Sql } from '../platform/database/database.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { SendGate } from '../platform/send-gate/send-gate.js';
import type { GateChanged, GateWord, SendingGate } from './mail.types.js';

const REASON_MIN = 3;
const REASON_MAX = 200;

const VIEW = `
  SELECT g.state, g.reason, m.display_name AS "changedBy", g.changed_at AS "changedAt",
         (SELECT count(*)::int FROM mails WHERE state = 'held') AS "heldCount"
    FROM send_gate g LEFT JOIN members m ON m.id = g.changed_by`;

/** Holds what would leave, or lets it go: one switch for the whole house. */
@Injectable()
export class HoldSending {
  constructor(
    private readonly database: Database,
    private readonly gate: SendGate,
    private readonly audit: Audit,
  ) {}

  /** @param reason needed to hold; those who wonder why nothing arrives read it */
  async run(ctx: RequestContext, state: GateWord, reason: string): Promise<Result<GateChanged>> {
    if (reason.length > REASON_MAX) return refuse('sending.reasonLong', 'reason', { max: REASON_MAX });
    const why = reason.replace(/[\p{Cc}\p{Cf}]+/gu, ' ').trim();
    if (state !== 'open' && why.length < REASON_MIN) return refuse('sending.reason', 'reason', { min: REASON_MIN });
    return this.database.transaction(async (tx) => {
      const before = await this.gate.read(tx);
      const kept = state === 'open' ? '' : why;
      if (before.state !== state || before.reason !== kept) {
        await this.gate.change(tx, { state, reason: kept, changedBy: ctx.viewer.memberId });
        await this.audit.write(tx, { action: state === 'open' ? 'sending.opened' : 'sending.held', subjectKind: 'sending', subjectId: null, detail: { from: before.state, to: state, reason: kept }, ctx });
      }
      return accept({ gate: await this.view(tx) });
    });
  }

  async view(sql: Sql = this.database): Promise<SendingGate> {
    const gate = await sql.row<SendingGate>(VIEW);
    if (!gate) throw new Error('The row of the send gate is missing');
    return gate;
  }
}
