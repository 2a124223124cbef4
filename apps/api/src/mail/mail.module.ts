import { Module } from '@nestjs/common';
import { CheckDomain } from './check-domain.js';
import { HoldSending } from './hold-sending.js';
import { MailQueries } from './mail.queries.js';
import './mail.refusals.js';
import { MailResolver } from './mail.resolver.js';
import { NAMES, systemNames } from './names.js';
import { OpenMail } from './open-mail.js';
import { RetryMail } from './retry-mail.js';
import { SendTestMail } from './send-test-mail.js';
import { StopMails } from './stop-mails.js';

@Module({
  providers: [{ provide: NAMES, useFactory: systemNames }, CheckDomain, HoldSending, MailQueries, MailResolver, OpenMail, RetryMail, SendTestMail, StopMails],
})
export class MailConsoleModule {}
