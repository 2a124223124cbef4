import type { IncomingMessage } from 'node:http';
import type { Locale, Theme } from '#lib/i18n/preferences.ts';
import type { ApiTransport } from '#lib/api/transport.ts';

declare global {
  namespace App {
    interface Error {
      status: number;
      message: string;
      /** Names the request in the log of the server. */
      requestId?: string;
      /** What the API called the failure, such as `NOT_FOUND`. */
      code?: string;
      /** Seconds to wait, when there were too many requests. */
      retryAfter?: number;
      /** What the form held that failed: shown, so that it is not lost. */
      written?: string;
    }
    interface Locals {
      requestId: string;
      locale: Locale;
      theme: Theme;
      /** The way to the API for this request, with the viewer's session. */
      api: ApiTransport;
      /** What was written in the form that is being answered. */
      written?: string;
    }
    interface Platform {
      /** The request as the server around the pages has it. */
      req: IncomingMessage;
    }
    interface PageData {
      /** The document's title, without the community's name. */
      title?: string;
      /** The server's time when it wrote a personal page, ISO 8601; absent from pages that may be cached. */
      now?: string;
      /** Space that the page is in, when its address does not say. */
      spaceSlug?: string;
    }
  }
}

export {};
