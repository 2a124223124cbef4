import { readFileSync } from 'node:fs';
import { createTransport } from 'nodemailer';
import type { MailSettings } from '../config/mail-settings.js';
import type { MailTransport, Message, Outcome } from './mail-transport.js';

/** In milliseconds: a server that does not answer must not hold everything up for long. */
const CONNECT = 15_000;
const SILENCE = 45_000;
/** Mails on one connection before it is opened anew. */
const PER_CONNECTION = 100;
const REASON_MAX = 500;

/** What nodemailer adds to its errors. */
interface SmtpError extends Error {
  readonly code?: string;
  readonly responseCode?: number;
  readonly response?: string;
  readonly command?: string;
}

/** Speaks to the operator's SMTP server over connections that are kept open. */
export class SmtpTransport implements MailTransport {
  readonly from: MailTransport['from'];
  readonly domain: string;
  private readonly transport: ReturnType<typeof open>;

  constructor(settings: MailSettings) {
    this.from = settings.from;
    this.domain = settings.from.address.slice(settings.from.address.lastIndexOf('@') + 1);
    this.transport = open(settings);
  }

  async send(message: Message): Promise<Outcome> {
    try {
      await this.transport.sendMail({
        messageId: `<${message.id}>`,
        // As objects, never as text: a name with a comma or an angle bracket stays a name.
        from: message.from,
        to: message.to,
        envelope: { from: message.from.address, to: [message.to.address] },
        subject: message.subject,
        text: message.text,
        html: message.html,
        headers: { ...message.headers },
        disableFileAccess: true,
        disableUrlAccess: true,
      });
      return { kind: 'sent' };
    } catch (error) {
      return outcomeOf(error as SmtpError);
    }
  }

  close(): void {
    this.transport.close();
  }
}

function open({ smtp, dkim, caFile }: MailSettings) {
  return createTransport({
    pool: true,
    // One after the other, so that mails leave in the order they were written.
    maxConnections: 1,
    maxMessages: PER_CONNECTION,
    host: smtp.host,
    port: smtp.port,
    secure: smtp.secure,
    // A password is never sent in the clear, except to this machine.
    requireTLS: !smtp.secure && smtp.auth !== null && !smtp.local,
    ...(smtp.auth && { auth: smtp.auth }),
    ...(caFile !== null && { tls: { ca: readFileSync(caFile, 'utf8') } }),
    ...(dkim && { dkim: { domainName: dkim.domain, keySelector: dkim.selector, privateKey: readFileSync(dkim.keyFile, 'utf8') } }),
    connectionTimeout: CONNECT,
    greetingTimeout: CONNECT,
    dnsTimeout: CONNECT,
    socketTimeout: SILENCE,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

/**
 * 5xx about the recipient is a bounce, 5xx about the content a failure. Everything else is tried again: the mail is not
 * to blame for a server that is busy, away, or refuses the operator's sign-in, sender or way of speaking.
 */
function outcomeOf(error: SmtpError): Outcome {
  const reason = (error.response ?? error.message).replace(/\s+/g, ' ').trim().slice(0, REASON_MAX);
  const status = error.responseCode ?? 0;
  if (status < 500 || (error.command !== 'RCPT TO' && error.command !== 'DATA')) return { kind: 'later', reason, away: status < 400 || status === 421 || status >= 500 };
  return { kind: error.command === 'RCPT TO' || /\b5\.[12]\.\d/.test(reason) ? 'refused' : 'failed', reason };
}
