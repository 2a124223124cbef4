import { Inject, Injectable } from '@nestjs/common';
import type { IncomingHttpHeaders } from 'node:http';
import { cookieName, readCookie } from '../auth/session-cookie.js';
import { SessionStore } from '../auth/session-store.js';
import { SETTINGS, type Settings } from '../config/settings.js';
import { ANONYMOUS, type HeaderSink, type Locale, type RequestContext } from './request-context.js';

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

  constructor(
    @Inject(SETTINGS) settings: Settings,
    private readonly sessions: SessionStore,
  ) {
    this.cookie = cookieName(settings.publicUrl);
  }

  async of(request: Asking, reply: HeaderSink | null): Promise<RequestContext> {
    const header = request.headers.cookie;
    const token = readCookie(header, this.cookie);
    const viewer = (token && (await this.sessions.viewerOf(token))) || ANONYMOUS;
    return {
      viewer,
      locale: viewer.locale ?? chosenLocale(header, request.headers['accept-language']),
      requestId: request.id,
      address: request.ip,
      userAgent: request.headers['user-agent'] ?? null,
      reply,
    };
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
