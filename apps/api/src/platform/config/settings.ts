import * as v from 'valibot';
import { resolve } from 'node:path';
import { readMailSettings, type MailSettings } from './mail-settings.js';

/** Everything an operator can set. One file, one truth: the documentation and the start-up check read it too. */
export interface Settings {
  /** Where the server listens; loopback unless told otherwise. */
  readonly host: string;
  readonly port: number;
  /** Absolute path of the folder that holds the embedded database, files and secrets. */
  readonly dataDir: string;
  /** The owner's connection: it migrates. */
  readonly databaseUrl: string | null;
  /** The application's own connection; derived from `databaseUrl` when absent. */
  readonly databaseAppUrl: string | null;
  /** The address people type, without a trailing slash. */
  readonly publicUrl: string;
  readonly role: 'all' | 'web' | 'worker';
  readonly seed: 'story' | 'none';
  /** Connections of one process to PostgreSQL. */
  readonly databasePool: number;
  /** Whether limits on writing, signing in and asking too often are enforced (the benchmark turns them off, on loopback only). */
  readonly limits: boolean;
  /** Whether administrators and community managers must have a second factor (the demo on loopback does not ask). */
  readonly secondFactor: 'required' | 'optional';
  /** Header in which a trusted proxy names the country of an address (two letters), or null. */
  readonly countryHeader: string | null;
  /** Whether visitors' rendered pages and shared parts of answers are kept (off: for measurements). */
  readonly pageCache: boolean;
  /** Addresses of proxies whose X-Forwarded-For is believed, comma separated. */
  readonly trustedProxies: string | null;
  /** How mails leave; null without SMTP_URL, and they are kept. */
  readonly mail: MailSettings | null;
  readonly production: boolean;
}

const LOCAL_HOSTS = ['localhost', '127.0.0.1', '[::1]', '::1'];

const environment = v.object({
  HOST: v.optional(v.pipe(v.string(), v.nonEmpty('is empty')), '127.0.0.1'),
  PORT: v.optional(v.pipe(v.string(), v.regex(/^\d{1,5}$/, 'is not a port number'), v.transform(Number), v.maxValue(65535, 'is over 65535')), '3000'),
  DATA_DIR: v.optional(v.pipe(v.string(), v.nonEmpty('is empty')), 'data'),
  DATABASE_URL: v.optional(v.pipe(v.string(), v.regex(/^postgres(ql)?:\/\/.+/, 'is not a postgres:// address'))),
  DATABASE_APP_URL: v.optional(v.pipe(v.string(), v.regex(/^postgres(ql)?:\/\/.+/, 'is not a postgres:// address'))),
  PUBLIC_URL: v.optional(v.pipe(v.string(), v.url('is not an address such as https://community.example.com'), v.regex(/^https?:\/\//, 'must begin with http:// or https://'))),
  FOYER_ROLE: v.optional(v.picklist(['all', 'web', 'worker'], 'must be all, web or worker'), 'all'),
  FOYER_SEED: v.optional(v.picklist(['story', 'none'], 'must be story or none')),
  FOYER_DATABASE_POOL: v.optional(v.pipe(v.string(), v.regex(/^\d{1,3}$/, 'is not a number of connections'), v.transform(Number), v.minValue(4, 'must be at least 4')), '12'),
  FOYER_LIMITS: v.optional(v.picklist(['on', 'off'], 'must be on or off'), 'on'),
  FOYER_PAGE_CACHE: v.optional(v.picklist(['on', 'off'], 'must be on or off'), 'on'),
  FOYER_SECOND_FACTOR: v.optional(v.picklist(['required', 'optional'], 'must be required or optional')),
  FOYER_COUNTRY_HEADER: v.optional(v.pipe(v.string(), v.regex(/^[A-Za-z0-9-]{1,60}$/, 'is not the name of a header'))),
  TRUSTED_PROXIES: v.optional(v.string()),
  SMTP_URL: v.optional(v.string()),
  SMTP_CA_FILE: v.optional(v.string()),
  MAIL_FROM: v.optional(v.string()),
  DKIM_DOMAIN: v.optional(v.string()),
  DKIM_SELECTOR: v.optional(v.string()),
  DKIM_KEY_FILE: v.optional(v.string()),
  NODE_ENV: v.optional(v.string(), 'production'),
});

export type SettingsResult = { readonly ok: true; readonly settings: Settings } | { readonly ok: false; readonly problems: readonly string[] };

/** Reads and validates the environment. Problems are whole sentences, one per wrong setting, ready to print. */
export function readSettings(env: Readonly<Record<string, string | undefined>>): SettingsResult {
  const known = Object.fromEntries(Object.keys(environment.entries).map((key) => [key, env[key] === '' ? undefined : env[key]]));
  const parsed = v.safeParse(environment, known);
  if (!parsed.success) {
    return { ok: false, problems: parsed.issues.map((issue) => `${issue.path?.[0]?.key as string} ${issue.message}`) };
  }
  const e = parsed.output;
  const publicUrl = (e.PUBLIC_URL ?? `http://localhost:${e.PORT}`).replace(/\/+$/, '');
  const local = isLocal(new URL(publicUrl).hostname) && isLocal(e.HOST);
  const seed = e.FOYER_SEED ?? (local ? 'story' : 'none');
  const problems: string[] = [];
  if (seed === 'story' && !local) problems.push('FOYER_SEED=story is for this machine alone: its sign-ins are known. Use a loopback HOST and a local PUBLIC_URL, or FOYER_SEED=none');
  if (e.FOYER_LIMITS === 'off' && !local) problems.push('FOYER_LIMITS=off is for measurements on loopback only');
  const mail = readMailSettings(e, isLocal, problems);
  if (e.FOYER_SECOND_FACTOR === 'optional' && !local) problems.push('FOYER_SECOND_FACTOR=optional is for a trial on loopback only');
  if (e.FOYER_COUNTRY_HEADER !== undefined && e.TRUSTED_PROXIES === undefined) problems.push('FOYER_COUNTRY_HEADER needs TRUSTED_PROXIES: anybody can send a header');
  if (problems.length > 0) return { ok: false, problems };
  return {
    ok: true,
    settings: {
      host: e.HOST,
      port: e.PORT,
      dataDir: resolve(e.DATA_DIR),
      databaseUrl: e.DATABASE_URL ?? null,
      databaseAppUrl: e.DATABASE_APP_URL ?? null,
      publicUrl,
      role: e.FOYER_ROLE,
      seed,
      databasePool: e.FOYER_DATABASE_POOL,
      secondFactor: e.FOYER_SECOND_FACTOR ?? (seed === 'story' ? 'optional' : 'required'),
      countryHeader: e.FOYER_COUNTRY_HEADER?.toLowerCase() ?? null,
      limits: e.FOYER_LIMITS === 'on',
      pageCache: e.FOYER_PAGE_CACHE === 'on',
      trustedProxies: e.TRUSTED_PROXIES ?? null,
      mail,
      production: e.NODE_ENV === 'production',
    },
  };
}

export const isLocal = (host: string): boolean => LOCAL_HOSTS.includes(host) || /^127(\.\d{1,3}){3}$/.test(host);

/** Injection token of the settings. */
export const SETTINGS = Symbol('settings');
