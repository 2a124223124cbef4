import { Inject, Injectable } from '@nestjs/common';
import type { IncomingHttpHeaders } from 'node:http';
import { isIP } from 'node:net';
import { cookieName, readCookie } from '../auth/session-cookie.js';
import { SessionStore, type Recognised } from '../auth/session-store.js';
import { SETTINGS, type Settings } from '../config/settings.js';
import { oncePerRequest } from './request-id.js';
import { ANONYMOUS, type HeaderSink, type Locale, type RequestContext } from './request-context.js';

/** Characters of a header that are read. */
const LONGEST_HEADER = 500;

/** What the context needs of a request; Fastify's has it, and so has a page's call in the process. */
export interface Asking {
  readonly id: string;
  readonly ip: string;
  readonly headers: IncomingHttpHeaders;
}

/** Builds the context of a request: who asks, in which language, from where. */
@Injectable()
export class RequestContextFactory {
  private readonly cookie: string;
  private readonly countryHeader: string | null;

  constructor(
    @Inject(SETTINGS) settings: Settings,
    private readonly sessions: SessionStore,
  ) {
    this.cookie = cookieName(settings.publicUrl);
    this.countryHeader = settings.countryHeader;
  }

  /** Pages ask several times in one request: they are recognised once. */
  async of(request: Asking, reply: HeaderSink | null): Promise<RequestContext> {
    const cookies = request.headers.cookie;
    const token = readCookie(cookies, this.cookie);
    const { viewer, communityRevision } = await oncePerRequest(`viewer ${token ?? ''}`, () => this.recognise(token));
    return {
      viewer,
      locale: viewer.locale ?? chosenLocale(cookies, request.headers['accept-language']),
      communityRevision,
      requestId: request.id,
      address: addressOf(request.ip),
      country: this.countryHeader === null ? null : countryOf(request.headers[this.countryHeader]),
      userAgent: request.headers['user-agent'] ?? null,
      ...(cookies !== undefined && { cookies }),
      reply,
    };
  }

  private async recognise(token: string | null): Promise<Recognised> {
    const member = token ? await this.sessions.recognise(token) : null;
    return member ?? { viewer: ANONYMOUS, communityRevision: await this.sessions.communityRevision() };
  }
}

/** A country's two letters; what proxies send for “unknown” (XX, T1) is none. */
function countryOf(header: string | string[] | undefined): string | null {
  const country = (Array.isArray(header) ? header[0] : header)?.toUpperCase() ?? '';
  return /^[A-Z]{2}$/.test(country) && country !== 'XX' ? country : null;
}

/** An address that PostgreSQL can keep, without the zone of a link-local one; empty for what a proxy made up. */
function addressOf(ip: string): string {
  const address = ip.replace(/%.*$/, '');
  return isIP(address) === 0 ? '' : address;
}

/**
 * The visitor's language: her choice (cookie), then what her browser prefers of ours, then French. The pages choose
 * by the same rule, and what is kept of them is kept under this answer.
 */
export function chosenLocale(cookieHeader: string | undefined, acceptLanguage: string | undefined): Locale {
  const chosen = readCookie(cookieHeader, 'foyer_locale');
  if (chosen === 'fr' || chosen === 'en') return chosen;
  const accepted = (acceptLanguage ?? '')
    .slice(0, LONGEST_HEADER)
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(';');
      const weight = parameters.map((parameter) => /^\s*q=([\d.]+)/.exec(parameter)?.[1]).find((q) => q !== undefined);
      return { language: tag.slice(0, 2).toLowerCase(), weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter(({ weight, language }) => weight > 0 && (language === 'fr' || language === 'en'))
    .sort((a, b) => b.weight - a.weight);
  return accepted[0]?.language === 'en' ? 'en' : 'fr';
}
