import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

const fixture = (name: string): string => fileURLToPath(new URL(`fixtures/smtp/${name}`, import.meta.url));
export const CERTIFICATE = fixture('certificate.pem');
export const KEY = fixture('key.pem');

export interface Received {
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: string;
  readonly secure: boolean;
  readonly user: string | null;
}

/**
 * What the peer does with the next mail: an SMTP status, hanging up once it has the whole mail, falling silent (and
 * saying so) when it is asked or has the whole mail, or taking it and saying so.
 */
export type Mood =
  | { readonly at: 'rcpt' | 'data'; readonly status: number; readonly says: string }
  | { readonly at: 'rcpt' | 'data'; readonly silent: () => void }
  | { readonly at: 'taken'; readonly told: () => void }
  | 'hang up';

export interface SmtpPeer {
  readonly port: number;
  readonly received: Received[];
  /** Passwords and user names that were offered. */
  readonly offered: string[];
  /** Moods of the next mails, one each; then it takes everything. */
  readonly moods: Mood[];
  close(): Promise<void>;
}

/** A real SMTP server on loopback, with a certificate of its own. */
export async function smtpPeer(options: { port?: number; tls?: boolean; password?: string } = {}): Promise<SmtpPeer> {
  const received: Received[] = [];
  const offered: string[] = [];
  const moods: Mood[] = [];
  const server = new SMTPServer({
    key: readFileSync(KEY),
    cert: readFileSync(CERTIFICATE),
    logger: false,
    authOptional: options.password === undefined,
    allowInsecureAuth: true,
    disabledCommands: options.tls === false ? ['STARTTLS'] : [],
    closeTimeout: 500,
    onAuth(auth, _session, callback) {
      offered.push(`${auth.username}:${auth.password}`);
      if (auth.password === options.password) callback(null, { user: auth.username ?? '' });
      else callback(Object.assign(new Error('Invalid username or password'), { responseCode: 535 }));
    },
    onRcptTo(_address, _session, callback) {
      const mood = moods[0];
      if (typeof mood !== 'object' || mood.at !== 'rcpt') return callback();
      moods.shift();
      if ('silent' in mood) return mood.silent();
      callback(Object.assign(new Error(mood.says), { responseCode: mood.status }));
    },
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const mood = moods.shift();
        const mail = { from: session.envelope.mailFrom ? session.envelope.mailFrom.address : '', to: session.envelope.rcptTo.map((to) => to.address), raw: Buffer.concat(chunks).toString('utf8'), secure: session.secure, user: typeof session.user === 'string' ? session.user : null };
        if (mood === 'hang up') {
          received.push(mail);
          for (const connection of server.connections) connection.close();
        } else if (mood && 'silent' in mood) {
          received.push(mail);
          mood.silent();
        } else if (mood && 'told' in mood) {
          received.push(mail);
          callback(null, 'taken');
          mood.told();
        } else if (mood) callback(Object.assign(new Error(mood.says), { responseCode: mood.status }));
        else {
          received.push(mail);
          callback(null, 'taken');
        }
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const { port } = server.server.address() as AddressInfo;
  return { port, received, offered, moods, close: () => new Promise((resolve) => server.close(resolve)) };
}

/** The headers of a raw message, unfolded, by lower-case name. */
export function headersOf(raw: string): Map<string, string> {
  const head = raw.slice(0, raw.indexOf('\r\n\r\n')).replace(/\r\n[ \t]+/g, ' ');
  return new Map(head.split('\r\n').map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]));
}

/** A message with its quoted-printable parts decoded, good enough to look for words in. */
export const wordsIn = (raw: string): string =>
  Buffer.from(raw.replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/g, (_whole, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))), 'latin1').toString('utf8');

/** A free port that nothing listens on. */
export async function silentPort(): Promise<number> {
  const peer = await smtpPeer();
  await peer.close();
  return peer.port;
}
