import { Inject, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { IncomingHttpHeaders } from 'node:http';
import { cookieName, readCookie } from '../auth/session-cookie.js';
import { SessionStore, type Recognised } from '../auth/session-store.js';
import { SETTINGS, type Settings } from '../config/settings.js';
import { ANONYMOUS, type HeaderSink, type Locale, type RequestContext } from './request-context.js';

/** Long enough for the parts of one page, short enough that a revoked session is gone at once. */
const ONE_REQUEST_MS = 1_000;

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
  private readonly recent = new LRUCache<string, Promise<Recognised>>({ max: 1_000, ttl: ONE_REQUEST_MS });

  constructor(
    @Inject(SETTINGS) settings: Settings,
    private readonly sessions: SessionStore,
  ) {
    this.cookie = cookieName(settings.publicUrl);
  }

  /** Pages ask several times in one request: they are recognised once. */
  async of(request: Asking, reply: HeaderSink | null): Promise<RequestContext> {
    const cookies = request.headers.cookie;
    const token = readCookie(cookies, this.cookie);
    const { viewer, communityRevision } = await this.recognised(request.id, token);
    return {
      viewer,
      locale: viewer.locale ?? chosenLocale(cookies, request.headers['accept-language']),
      communityRevision,
      requestId: request.id,
      address: request.ip,
      userAgent: request.headers['user-agent'] ?? null,
      reply,
    };
  }

  private recognised(requestId: string, token: string | null): Promise<Recognised> {
    // The token is part of the key: a client may choose its request id, never whose it is.
    const key = `${requestId} ${token ?? ''}`;
    let found = this.recent.get(key);
    if (!found) this.recent.set(key, (found = this.recognise(token)));
    return found;
  }

  private async recognise(token: string | null): Promise<Recognised> {
    const member = token ? await this.sessions.recognise(token) : null;
    return member ?? { viewer: ANONYMOUS, communityRevision: await this.sessions.communityRevision() };
  }
}

/** The visitor's language: her choice (cookie), then the browser's first that we speak, then French. */
export function chosenLocale(cookieHeader: string | undefined, acceptLanguage: string | undefined): Locale {
  const chosen = readCookie(cookieHeader, 'foyer_locale');
  if (chosen === 'fr' || chosen === 'en') return chosen;
  for (const part of (acceptLanguage ?? '').split(',')) {
    const tag = part.trim().slice(0, 2).toLowerCase();
    if (tag === 'fr' || tag === 'en') return tag;
  }
  return 'fr';
}
