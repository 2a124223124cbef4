import { Inject, Injectable } from '@nestjs/common';
import { refuse, type Result } from '@foyer/domain/result';
import { Audit } from '../platform/audit/audit.js';
import { Clock } from '../platform/clock/clock.js';
import { SETTINGS, type Settings } from '../platform/config/settings.js';
import { Database, type Transaction } from '../platform/database/database.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { newCode, newId } from '../platform/ids/ids.js';
import { Mailer } from '../platform/mail/index.js';
import type { ApplicationState } from './admission-words.js';
import { newToken, tokenHash } from './secrets.js';
import { type Newcomer, Turned } from './sign-up-draft.js';

export interface ApplicationFiled {
  readonly token: string;
}

/** What the applicant sees of her application. */
export interface OwnApplication {
  readonly state: ApplicationState;
  readonly displayName: string;
  readonly filedAt: Date;
  readonly decidedAt: Date | null;
  readonly reason: string | null;
  readonly words: string | null;
  /** What she wrote is still there. */
  readonly kept: boolean;
}

/** An application: filed when the address is proved, followed and withdrawn by the link that the mail carries. */
@Injectable()
export class FileApplication {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly database: Database,
    private readonly mailer: Mailer,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async write(tx: Transaction, ctx: RequestContext, draft: Newcomer): Promise<ApplicationFiled> {
    const { token, hash } = newToken();
    const id = newId();
    const rows = await tx.rows(
      `INSERT INTO applications (id, code, token_hash, email, display_name, draft, answers, locale, filed_at)
       SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9 WHERE NOT EXISTS (SELECT 1 FROM member_accounts WHERE email = $4) ON CONFLICT DO NOTHING RETURNING id`,
      [id, newCode(), hash, draft.email, draft.displayName, JSON.stringify(draft), JSON.stringify(draft.answers), draft.locale, this.clock.now()],
    );
    // Another application of the same address, confirmed in between.
    if (rows.length === 0) throw new Turned({ code: 'confirmation.over', field: 'code' });
    await this.mailer.queue(tx, {
      template: 'admissions.filed', to: { address: draft.email, name: draft.displayName }, locale: draft.locale, essential: true,
      data: { url: `${this.settings.publicUrl}/application/${token}` },
    });
    await this.audit.write(tx, { action: 'application.filed', subjectKind: 'application', subjectId: id, ctx });
    return { token };
  }

  async show(token: string): Promise<OwnApplication | null> {
    const hash = tokenHash(token);
    if (!hash) return null;
    return this.database.row<OwnApplication>(
      `SELECT state, display_name AS "displayName", filed_at AS "filedAt", decided_at AS "decidedAt", reason, words, draft IS NOT NULL AS kept FROM applications WHERE token_hash = $1`,
      [hash],
    );
  }

  /** She changes her mind, or does not want a refusal looked at again: what she wrote goes at once. */
  async withdraw(ctx: RequestContext, token: string): Promise<Result<{ ok: true }>> {
    const hash = tokenHash(token);
    if (!hash) return refuse('application.unknown');
    return this.database.transaction(async (tx) => {
      const row = await tx.row<{ id: string; state: ApplicationState }>('SELECT id, state FROM applications WHERE token_hash = $1 FOR UPDATE', [hash]);
      if (!row) return refuse('application.unknown');
      if (row.state === 'declined') {
        await tx.rows(`UPDATE applications SET draft = NULL, answers = '[]' WHERE id = $1`, [row.id]);
        await this.audit.write(tx, { action: 'application.erased', subjectKind: 'application', subjectId: row.id, ctx });
        return { ok: true, value: { ok: true } };
      }
      if (row.state !== 'waiting') return refuse('application.decided');
      await tx.rows(`UPDATE applications SET state = 'withdrawn', draft = NULL, answers = '[]', email = id::text, decided_at = $2 WHERE id = $1`, [row.id, this.clock.now()]);
      await this.audit.write(tx, { action: 'application.withdrawn', subjectKind: 'application', subjectId: row.id, ctx });
      return { ok: true, value: { ok: true } };
    });
  }
}
