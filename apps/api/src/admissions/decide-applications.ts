import { Inject, Injectable } from '@nestjs/common';
import type { DeclineReason } from '@foyer/domain/admissions';
import { refuse, type Result } from '@foyer/domain/result';
import { Audit } from '../platform/audit/audit.js';
import { Clock } from '../platform/clock/clock.js';
import { SETTINGS, type Settings } from '../platform/config/settings.js';
import { Database, type Transaction } from '../platform/database/database.js';
import type { Locale, RequestContext } from '../platform/http/request-context.js';
import { newId } from '../platform/ids/ids.js';
import { Limits } from '../platform/limits/limits.js';
import { Mailer } from '../platform/mail/index.js';
import { AdmitMember } from './admit-member.js';
import { type Newcomer, Turned } from './sign-up-draft.js';

const AT_ONCE = 100;
const WORDS_MAX = 1_000;

export interface Decision {
  readonly accept: boolean;
  readonly reason: DeclineReason | null;
  readonly words: string;
}

/** What was decided, and what somebody else had decided before. */
export interface Decided {
  readonly decided: number;
  readonly skipped: number;
}

interface Waiting {
  readonly id: string;
  readonly email: string;
  readonly display_name: string;
  readonly locale: Locale;
  readonly draft: Newcomer;
}

/** The team answers applications, one or several, each in a transaction of its own. */
@Injectable()
export class DecideApplications {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly database: Database,
    private readonly admit: AdmitMember,
    private readonly mailer: Mailer,
    private readonly limits: Limits,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async run(ctx: RequestContext, codes: readonly string[], decision: Decision): Promise<Result<Decided>> {
    const words = decision.words.replace(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/g, '').trim();
    if (words.length > WORDS_MAX) return refuse('application.words', 'words', { max: WORDS_MAX });
    if (!decision.accept && (decision.reason === null || (decision.reason === 'other' && words === ''))) return refuse('application.reason', 'words');
    const wanted = [...new Set(codes)].slice(0, AT_ONCE);
    await this.limits.charge('act.member', ctx.viewer.memberId ?? '', Math.max(1, wanted.length));
    let decided = 0;
    for (const code of wanted) if (await this.one(ctx, code, { ...decision, words })) decided++;
    return { ok: true, value: { decided, skipped: wanted.length - decided } };
  }

  private async one(ctx: RequestContext, code: string, decision: Decision): Promise<boolean> {
    try {
      return await this.database.transaction(async (tx) => {
        const row = await tx.row<Waiting>(`SELECT id, email::text, display_name, locale, draft FROM applications WHERE code = $1 AND state = 'waiting' FOR UPDATE`, [code]);
        if (!row) return false;
        await (decision.accept ? this.accept(tx, ctx, row) : this.decline(tx, ctx, row, decision));
        return true;
      });
    } catch (error) {
      // Her address has an account meanwhile (an invitation was quicker): nothing is left to decide but to close it.
      if (error instanceof Turned) return this.database.transaction((tx) => this.closeTaken(tx, ctx, code));
      throw error;
    }
  }

  private async accept(tx: Transaction, ctx: RequestContext, row: Waiting): Promise<void> {
    const memberId = newId();
    await this.admit.write(tx, ctx, memberId, row.draft, 'approval');
    await tx.rows(`UPDATE applications SET state = 'accepted', draft = NULL, decided_at = $2, decided_by = $3, member_id = $4 WHERE id = $1`, [row.id, this.clock.now(), ctx.viewer.memberId, memberId]);
    await this.mailer.queue(tx, { template: 'admissions.accepted', to: { address: row.email, name: row.display_name, memberId }, locale: row.locale, essential: true, data: { url: `${this.settings.publicUrl}/sign-in` } });
    await this.audit.write(tx, { action: 'application.accepted', subjectKind: 'application', subjectId: row.id, detail: { memberId }, ctx });
  }

  private async decline(tx: Transaction, ctx: RequestContext, row: Waiting, decision: Decision): Promise<void> {
    const reason = decision.reason ?? 'other';
    // A mistaken refusal can be reopened: what she wrote is erased once it no longer can, as the mail says.
    await tx.rows(`UPDATE applications SET state = 'declined', reason = $4, words = $5, decided_at = $2, decided_by = $3 WHERE id = $1`, [row.id, this.clock.now(), ctx.viewer.memberId, reason, decision.words]);
    await this.mailer.queue(tx, { template: 'admissions.declined', to: { address: row.email, name: row.display_name }, locale: row.locale, essential: true, data: { reason, words: decision.words } });
    await this.audit.write(tx, { action: 'application.declined', subjectKind: 'application', subjectId: row.id, detail: { reason }, ctx });
  }

  private async closeTaken(tx: Transaction, ctx: RequestContext, code: string): Promise<false> {
    const row = await tx.row<{ id: string }>(
      `UPDATE applications a SET state = 'accepted', draft = NULL, decided_at = $2, decided_by = $3, member_id = (SELECT member_id FROM member_accounts WHERE email = a.email)
        WHERE code = $1 AND state = 'waiting' RETURNING id`,
      [code, this.clock.now(), ctx.viewer.memberId],
    );
    if (row) await this.audit.write(tx, { action: 'application.accepted', subjectKind: 'application', subjectId: row.id, detail: { alreadyMember: true }, ctx });
    return false;
  }
}
