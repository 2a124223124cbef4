import { Global, Module } from '@nestjs/common';
import { SETTINGS, type Settings } from '../config/settings.js';
import { MailBell } from './mail-bell.js';
import { MailRenderer } from './mail-renderer.js';
import { MailSender } from './mail-sender.js';
import { MAIL_TRANSPORT, type MailTransport } from './mail-transport.js';
import { MailUpkeep } from './mail-upkeep.js';
import { MailWorker } from './mail-worker.js';
import { Mailer } from './mailer.js';
import { StopLinks } from './stop-links.js';
import { SmtpTransport } from './smtp-transport.js';

const transport = {
  provide: MAIL_TRANSPORT,
  inject: [SETTINGS],
  useFactory: (settings: Settings): MailTransport | null => (settings.mail ? new SmtpTransport(settings.mail) : null),
};

@Global()
@Module({ providers: [transport, Mailer, MailBell, MailRenderer, MailSender, MailUpkeep, MailWorker, StopLinks], exports: [Mailer, MailBell, MailRenderer, MAIL_TRANSPORT, StopLinks] })
export class MailModule {}
