import { Inject, Injectable } from '@nestjs/common';
import { accept, refuse, type Result } from '@foyer/domain/result';
import { validate as isUuid } from 'uuid';
import type { Done } from '../members/index.js';
import { Audit } from '../platform/audit/audit.js';
import { SETTINGS, type Settings } from '../platform/config/settings.js';
import { Database } from '../platform/database/database.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { MailBell } from '../platform/mail/index.js';

const RETRY = `
  UPDATE mails SET state = 'queued', attempts = 0, next_try_at = now(), last_error = NULL
   WHERE id = $1 AND data IS NOT NULL AND (state IN ('kept','failed','bounced') OR (state = 'queued' AND last_error IS NOT NULL))
  RETURNING id, template`;

/** Puts a mail that did not leave back into the queue. */
@Injectable()
export class RetryMail {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly bell: MailBell,
  ) {}

  async run(ctx: RequestContext, mailId: string): Promise<Result<Done>> {
    if (!this.settings.mail) return refuse('mail.noServer');
    if (!isUuid(mailId)) return refuse('mail.unknown');
    return this.database.transaction(async (tx) => {
      const before = await tx.row<{ emptied: boolean }>('SELECT data IS NULL AS emptied FROM mails WHERE id = $1', [mailId]);
      if (!before) return refuse('mail.unknown');
      if (before.emptied) return refuse('mail.emptied');
      const mail = await tx.row<{ id: string; template: string }>(RETRY, [mailId]);
      if (!mail) return refuse('mail.notRetriable');
      await this.audit.write(tx, { action: 'mail.retried', subjectKind: 'mail', subjectId: mailId, detail: { template: mail.template }, ctx });
      tx.afterCommit(() => this.bell.ring());
      return accept({ ok: true });
    });
  }
}
