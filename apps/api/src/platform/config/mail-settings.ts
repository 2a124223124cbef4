import { accessSync, constants } from 'node:fs';
import { parseEmail } from '@foyer/domain/accounts';

/** How mails leave. */
export interface MailSettings {
  readonly smtp: {
    readonly host: string;
    readonly port: number;
    /** TLS from the first byte; otherwise STARTTLS when the server offers it. */
    readonly secure: boolean;
    readonly auth: { readonly user: string; readonly pass: string } | null;
    /** The server is on this machine: a password may go to it without TLS. */
    readonly local: boolean;
  };
  readonly from: { readonly name: string | null; readonly address: string };
  /** A certificate authority of the operator's own, in PEM. */
  readonly caFile: string | null;
  readonly dkim: { readonly domain: string; readonly selector: string; readonly keyFile: string } | null;
}

export interface MailEnvironment {
  readonly SMTP_URL?: string | undefined;
  readonly SMTP_CA_FILE?: string | undefined;
  readonly MAIL_FROM?: string | undefined;
  readonly DKIM_DOMAIN?: string | undefined;
  readonly DKIM_SELECTOR?: string | undefined;
  readonly DKIM_KEY_FILE?: string | undefined;
}

const DOMAIN = /^(?!-)[a-z0-9-]+(\.[a-z0-9-]+)+$/i;
const SELECTOR = /^[a-z0-9]([a-z0-9._-]{0,61}[a-z0-9])?$/i;

/** Null without SMTP_URL: mails are kept then. What is wrong goes to `problems`, one sentence each. */
export function readMailSettings(env: MailEnvironment, isLocal: (host: string) => boolean, problems: string[]): MailSettings | null {
  if (env.SMTP_URL === undefined) return null;
  const smtp = readServer(env.SMTP_URL, isLocal, problems);
  const from = readFrom(env.MAIL_FROM, problems);
  const dkim = readDkim(env, problems);
  const caFile = env.SMTP_CA_FILE ?? null;
  if (caFile !== null && !readable(caFile)) problems.push('SMTP_CA_FILE cannot be read');
  return smtp && from ? { smtp, from, caFile, dkim } : null;
}

function readServer(text: string, isLocal: (host: string) => boolean, problems: string[]): MailSettings['smtp'] | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  // The value is never repeated: it holds a password.
  if (!url || !/^smtps?:$/.test(url.protocol) || url.hostname === '') {
    problems.push('SMTP_URL is not an address such as smtp://user:password@mail.example.com:587');
    return null;
  }
  const secure = url.protocol === 'smtps:';
  const auth = url.username === '' ? null : { user: decoded(url.username), pass: decoded(url.password) };
  return { host: url.hostname.replace(/^\[|\]$/g, ''), port: url.port === '' ? (secure ? 465 : 587) : Number(url.port), secure, auth, local: isLocal(url.hostname) };
}

function readFrom(text: string | undefined, problems: string[]): MailSettings['from'] | null {
  const named = /^\s*"?([^"<>]*?)"?\s*<([^<>]+)>\s*$/.exec(text ?? '');
  const address = parseEmail(named?.[2] ?? text ?? '');
  if (!address.ok) {
    problems.push('MAIL_FROM is needed with SMTP_URL, for example: La Veillée <bonjour@example.com>');
    return null;
  }
  return { name: named?.[1] || null, address: address.value };
}

function readDkim(env: MailEnvironment, problems: string[]): MailSettings['dkim'] {
  const { DKIM_DOMAIN: domain, DKIM_SELECTOR: selector, DKIM_KEY_FILE: keyFile } = env;
  if (domain === undefined && selector === undefined && keyFile === undefined) return null;
  if (domain === undefined || selector === undefined || keyFile === undefined) problems.push('DKIM_DOMAIN, DKIM_SELECTOR and DKIM_KEY_FILE go together');
  else if (!DOMAIN.test(domain)) problems.push('DKIM_DOMAIN is not a domain');
  else if (!SELECTOR.test(selector)) problems.push('DKIM_SELECTOR is not a selector such as foyer2026');
  else if (!readable(keyFile)) problems.push('DKIM_KEY_FILE cannot be read');
  else return { domain: domain.toLowerCase(), selector, keyFile };
  return null;
}

function readable(file: string): boolean {
  try {
    accessSync(file, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
