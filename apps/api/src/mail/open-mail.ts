import { Injectable } from '@nestjs/common';
import { accept, refuse, type Result } from '@foyer/domain/result';
import { Audit } from '../platform/audit/audit.js';
import { Database } from '../platform/database/database.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { MailRenderer, templateNamed } from '../platform/mail/index.js';
import type { MailContent } from './mail.types.js';
import { MailQueries } from './mail.queries.js';

/** An administrator reads a mail. When it opens something (an account, a door), that she read it is recorded first. */
@Injectable()
export class OpenMail {
  constructor(
    private readonly database: Database,
    private readonly queries: MailQueries,
    private readonly renderer: MailRenderer,
    private readonly audit: Audit,
  ) {}

  async run(ctx: RequestContext, mailId: string): Promise<Result<MailContent>> {
    const mail = await this.queries.stored(this.database, mailId);
    if (!mail) return refuse('mail.unknown');
    const written = await this.renderer.render(mail);
    if (!written) return refuse('mail.emptied');
    if (!templateNamed(mail.template)?.harmless) {
      await this.audit.write(this.database, { action: 'mail.opened', subjectKind: 'mail', subjectId: mailId, detail: { template: mail.template }, ctx });
    }
    return accept({ html: written.html, text: written.text });
  }
}
