import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { refuse, type Result } from '@foyer/domain/result';
import { REOPEN_DAYS } from '@foyer/domain/admissions';
import { Audit } from '../platform/audit/audit.js';
import { Clock } from '../platform/clock/clock.js';
import { SETTINGS, type Settings } from '../platform/config/settings.js';
import { Database } from '../platform/database/database.js';
import { isUniqueViolation } from '../platform/database/failures.js';
import type { Locale, RequestContext } from '../platform/http/request-context.js';
import { Limits } from '../platform/limits/limits.js';
import { Mailer } from '../platform/mail/index.js';
import { WorkLoop } from '../platform/outbox/work-loop.js';

/** In milliseconds. */
const EVERY = 60 * 60_000;

interface Declined {
  readonly id: string;
  readonly email: string;
  readonly display_name: string;
  readonly locale: Locale;
  readonly kept: boolean;
  readonly taken: boolean;
}

/** A refusal was a mistake: for two weeks the team may take it back. Then what was written is erased. */
@Injectable()
export class ReopenApplication implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loop = new WorkLoop({ name: 'declined applications', round: () => this.erase(), pace: 0, rest: EVERY });

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly database: Database,
    private readonly mailer: Mailer,
    private readonly limits: Limits,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    if (this.settings.role !== 'web') this.loop.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.loop.stop();
  }

  async run(ctx: RequestContext, code: string): Promise<Result<{ ok: true }>> {
    await this.limits.charge('act.member', ctx.viewer.memberId ?? '');
    try {
      return await this.takeBack(ctx, code);
    } catch (error) {
      // She filed another one at this very moment: that one waits, and this one stays as it is.
      if (isUniqueViolation(error)) return refuse('application.again');
      throw error;
    }
  }

  /** Erases what was declined too long ago to be reopened; gives how many. */
  async erase(): Promise<number> {
    return (await this.database.rows(`UPDATE applications SET draft = NULL, answers = '[]' WHERE state = 'declined' AND draft IS NOT NULL AND decided_at <= $1 RETURNING id`, [this.since()])).length;
  }

  private takeBack(ctx: RequestContext, code: string): Promise<Result<{ ok: true }>> {
    return this.database.transaction(async (tx) => {
      const row = await tx.row<Declined>(
        `SELECT a.id, a.email::text, a.display_name, a.locale, a.draft IS NOT NULL AND a.decided_at > $2 AS kept,
                EXISTS (SELECT 1 FROM member_accounts m WHERE m.email = a.email) OR EXISTS (SELECT 1 FROM applications o WHERE o.email = a.email AND o.state = 'waiting') AS taken
           FROM applications a WHERE a.code = $1 AND a.state = 'declined' FOR UPDATE OF a`,
        [code, this.since()],
      );
      if (!row) return refuse('application.unknown');
      if (!row.kept) return refuse('application.erased', undefined, { days: REOPEN_DAYS });
      if (row.taken) return refuse('application.again');
      await tx.rows(`UPDATE applications SET state = 'waiting', reason = NULL, words = NULL, decided_at = NULL, decided_by = NULL WHERE id = $1`, [row.id]);
      await this.mailer.queue(tx, { template: 'admissions.reopened', to: { address: row.email, name: row.display_name }, locale: row.locale, essential: true, data: {} });
      await this.audit.write(tx, { action: 'application.reopened', subjectKind: 'application', subjectId: row.id, ctx });
      return { ok: true, value: { ok: true } };
    });
  }

  private since(): Date {
    return new Date(this.clock.now().getTime() - REOPEN_DAYS * 86_400_000);
  }
}
