import { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { stringify } from 'csv-stringify';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { Audit } from '../platform/audit/audit.js';
import { Clock } from '../platform/clock/clock.js';
import { SETTINGS, type Settings } from '../platform/config/settings.js';
import { Database } from '../platform/database/database.js';
import { asDownload, mountExport, SPREADSHEET, type ExportQuery } from '../platform/http/export-door.js';
import { RequestContextFactory } from '../platform/http/request-context-factory.js';
import type { Locale, RequestContext } from '../platform/http/request-context.js';
import { AuditQueries, type EntryRow } from './audit.queries.js';
import type { AuditFilter } from './audit.types.js';
import { flatten } from './flat-detail.js';

const NEWEST = 'ffffffff-ffff-ffff-ffff-ffffffffffff';
const AT_ONCE = 500;
const COLUMNS = ['at', 'action', 'actor', 'actor_name', 'subject_kind', 'subject_id', 'subject_name', 'details', 'address', 'request_id', 'seal', 'id'] as const;

type Line = Readonly<Record<(typeof COLUMNS)[number], string>>;

/**
 * The log as a file: the same filters as the page, read a few hundred entries at a time and written as they come. That
 * somebody took it away is an entry of its own.
 */
@Injectable()
export class ExportAudit {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly contexts: RequestContextFactory,
    private readonly queries: AuditQueries,
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  mount(fastify: FastifyInstance): void {
    mountExport(fastify, this.settings, this.contexts, { path: '/exports/audit', permission: 'audit.export', page: '/console/audit', send: (ctx, query, reply) => this.send(ctx, query, reply) });
  }

  private async send(ctx: RequestContext, query: ExportQuery, reply: FastifyReply): Promise<FastifyReply> {
    const filter = filterOf(query);
    const json = query['format'] === 'json';
    await this.database.transaction((tx) => this.audit.write(tx, { action: 'audit.exported', subjectKind: 'audit', subjectId: null, detail: { format: json ? 'json' : 'csv', ...filter }, ctx }));
    asDownload(reply, `foyer-audit-${this.clock.now().toISOString().slice(0, 10)}.${json ? 'jsonl' : 'csv'}`, json ? 'application/x-ndjson' : 'text/csv');
    return reply.send(json ? Readable.from(this.jsonLines(ctx, filter)) : this.csv(ctx, filter));
  }

  private async *jsonLines(ctx: RequestContext, filter: AuditFilter): AsyncGenerator<string> {
    for await (const row of this.all(ctx.locale, filter)) yield `${JSON.stringify({ ...lineOf(row), details: row.detail })}\n`;
  }

  private csv(ctx: RequestContext, filter: AuditFilter): Readable {
    const written = stringify({ ...SPREADSHEET, columns: [...COLUMNS] });
    const lines = Readable.from(this.lines(ctx, filter));
    lines.on('error', (error) => written.destroy(error));
    written.on('close', () => lines.destroy());
    return lines.pipe(written);
  }

  private async *lines(ctx: RequestContext, filter: AuditFilter): AsyncGenerator<Line> {
    for await (const row of this.all(ctx.locale, filter)) yield lineOf(row);
  }

  private async *all(locale: Locale, filter: AuditFilter): AsyncGenerator<EntryRow> {
    let before = NEWEST;
    for (;;) {
      const rows = await this.queries.rows(locale, filter, before, AT_ONCE);
      yield* rows;
      const last = rows.at(-1);
      if (!last || rows.length < AT_ONCE) return;
      before = last.id;
    }
  }
}

const lineOf = (row: EntryRow): Line => ({
  at: row.at.toISOString(),
  action: row.action,
  actor: row.handle ?? row.actor_id ?? '',
  actor_name: row.display_name ?? '',
  subject_kind: row.subject_kind,
  subject_id: row.subject_id ?? '',
  subject_name: row.subject_name ?? '',
  details: flatten(row.detail).map(({ key, value }) => `${key}: ${value}`).join('; '),
  address: row.address ?? '',
  request_id: row.request_id ?? '',
  seal: row.seal ?? '',
  id: row.id,
});

/** The filters of an address; dates are whole days or instants, and what is none narrows nothing. */
function filterOf(query: ExportQuery): AuditFilter {
  const word = (name: string): string | undefined => {
    const value = query[name];
    return typeof value === 'string' && value !== '' ? value.slice(0, 80) : undefined;
  };
  const instant = (name: string): Date | undefined => {
    const value = word(name);
    const date = value === undefined ? null : new Date(value);
    return date && !Number.isNaN(date.getTime()) ? date : undefined;
  };
  return { actor: word('actor'), action: word('action'), subject: word('subject'), search: word('search'), from: instant('from'), until: instant('until') };
}
