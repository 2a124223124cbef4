import { Injectable } from '@nestjs/common';
import { accept, refuse, type Result } from '@foyer/domain/result';
import { Audit } from '../platform/audit/audit.js';
import { Database } from '../platform/database/database.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { Limits } from '../platform/limits/limits.js';
import { Mailer, registerMail } from '../platform/mail/index.js';
import type { TestMailQueued } from './mail.types.js';

declare module '../platform/mail/mail-template.js' {
  interface MailTemplates {
    'mail.test': { readonly url: string };
  }
}

registerMail('mail.test', {
  subject: { fr: 'Essai : les mails de {community} arrivent', en: 'Test: mails from {community} arrive' },
  body: ({ url }, words) => ({
    heading: words.say({ fr: 'Ce mail est arrivé', en: 'This mail arrived' }),
    paragraphs: [
      words.say({
        fr: 'Il a été demandé depuis la console de {community}. Les accents passent-ils ? Forêt, Noël, œuvre, ça y est.',
        en: 'It was asked for from the console of {community}. Do accents come through? Forêt, Noël, œuvre, there they are.',
      }),
      words.say({
        fr: 'Ouvre « afficher l’original » dans ta messagerie : SPF, DKIM et DMARC doivent y être notés « pass ».',
        vous: 'Ouvrez « afficher l’original » dans votre messagerie : SPF, DKIM et DMARC doivent y être notés « pass ».',
        en: 'Open “show original” in your mail program: SPF, DKIM and DMARC should each say “pass”.',
      }),
    ],
    button: { label: words.say({ fr: 'Revenir au diagnostic', en: 'Back to the checker' }), url },
  }),
  reason: { fr: 'Tu reçois ce mail parce que tu l’as demandé.', vous: 'Vous recevez ce mail parce que vous l’avez demandé.', en: 'You are receiving this mail because you asked for it.' },
  harmless: true,
});

/** Sends a mail to the administrator's own address. */
@Injectable()
export class SendTestMail {
  constructor(
    private readonly database: Database,
    private readonly mailer: Mailer,
    private readonly limits: Limits,
    private readonly audit: Audit,
  ) {}

  async run(ctx: RequestContext, publicUrl: string): Promise<Result<TestMailQueued>> {
    const { viewer } = ctx;
    await this.limits.charge('act.member', viewer.memberId ?? '');
    return this.database.transaction(async (tx) => {
      const account = await tx.row<{ email: string }>('SELECT email::text FROM member_accounts WHERE member_id = $1', [viewer.memberId]);
      if (!account) return refuse('mail.noAddress');
      const mailId = await this.mailer.queue(tx, {
        template: 'mail.test',
        to: { address: account.email, name: viewer.displayName, memberId: viewer.memberId },
        locale: ctx.locale,
        data: { url: `${publicUrl}/console/mail/check` },
        essential: true,
      });
      await this.audit.write(tx, { action: 'mail.tested', subjectKind: 'mail', subjectId: mailId, ctx });
      return accept({ mailId });
    });
  }
}
