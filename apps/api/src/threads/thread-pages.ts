import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import { PageCache } from '../platform/http/page-cache.js';
import { ANONYMOUS, type Locale, type RequestContext } from '../platform/http/request-context.js';
import { HomeQueries } from './home.queries.js';
import { ThreadHeads } from './thread-heads.js';
import { ThreadViews } from './thread-views.js';

/** How old what has no revision (views, this week's bars, titles of related threads) may be on a visitor's page, in milliseconds. */
const STATISTICS_MS = 60_000;

const UUID_LENGTH = 36;

interface CommunityNow {
  revision: string;
  /** The date in the community's zone: pages say "yesterday". */
  day: string;
}

/** Declares which pages of visitors may be kept, and what each of them shows. */
@Injectable()
export class ThreadPages implements OnModuleInit {
  constructor(
    private readonly pages: PageCache,
    private readonly heads: ThreadHeads,
    private readonly homes: HomeQueries,
    private readonly views: ThreadViews,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.pages.register({
      path: /^\/threads\/(?<code>[^/]+)\/[^/]+$/,
      parameters: ['at'],
      fingerprint: async ({ code = '' }, _query, locale) => {
        const [head, now] = await Promise.all([this.heads.thread(visitor(locale), code), this.now()]);
        return head && `${head.id} ${head.revision} ${now} ${this.minute()}`;
      },
      // A page that is rendered counts by itself.
      served: (fingerprint) => this.views.count(fingerprint.slice(0, UUID_LENGTH)),
    });
    this.pages.register({
      path: /^\/spaces\/(?<slug>[^/]+)$/,
      parameters: [],
      fingerprint: async ({ slug = '' }, _query, locale) => {
        const [head, now] = await Promise.all([this.heads.space(visitor(locale), slug), this.now()]);
        return head && `${head.revision} ${now} ${this.minute()}`;
      },
    });
    this.pages.register({
      path: /^\/$/,
      parameters: [],
      fingerprint: async (_groups, _query, locale) => {
        const [home, now] = await Promise.all([this.homes.fingerprint(visitor(locale)), this.now()]);
        return `${home} ${now} ${this.minute()}`;
      },
    });
  }

  private async now(): Promise<string> {
    const row = await this.database.row<CommunityNow>(`SELECT revision::text, (now() AT TIME ZONE time_zone)::date::text AS day FROM community`);
    return `${row?.revision ?? ''} ${row?.day ?? ''}`;
  }

  private minute(): number {
    return Math.floor(this.clock.now().getTime() / STATISTICS_MS);
  }
}

const visitor = (locale: Locale): RequestContext => ({ viewer: ANONYMOUS, locale, communityRevision: '', requestId: '', address: '', country: null, userAgent: null, reply: null });
