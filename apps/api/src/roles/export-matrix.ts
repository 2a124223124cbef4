import { Inject, Injectable } from '@nestjs/common';
import { stringify } from 'csv-stringify';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { permissionsOf } from '@foyer/domain/access';
import { Audit } from '../platform/audit/audit.js';
import { Clock } from '../platform/clock/clock.js';
import { SETTINGS, type Settings } from '../platform/config/settings.js';
import { Database } from '../platform/database/database.js';
import { asDownload, mountExport, SPREADSHEET } from '../platform/http/export-door.js';
import { RequestContextFactory } from '../platform/http/request-context-factory.js';
import type { Locale, RequestContext } from '../platform/http/request-context.js';
import { ROLE_WORDS } from './permission-words.js';
import type { RoleMatrix } from './role.types.js';
import { RolesQueries } from './roles.queries.js';

const WORDS = {
  fr: { area: 'Domaine', permission: 'Permission', key: 'Clé', held: 'oui', not: 'non' },
  en: { area: 'Area', permission: 'Permission', key: 'Key', held: 'yes', not: 'no' },
} as const satisfies Record<Locale, object>;

/** Who may do what as a spreadsheet, in words: for whoever has to show it. That somebody took it is in the audit log. */
@Injectable()
export class ExportMatrix {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly contexts: RequestContextFactory,
    private readonly queries: RolesQueries,
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  mount(fastify: FastifyInstance): void {
    mountExport(fastify, this.settings, this.contexts, { path: '/exports/roles', permission: 'role.read', page: '/console/roles', send: (ctx, _query, reply) => this.send(ctx, reply) });
  }

  private async send(ctx: RequestContext, reply: FastifyReply): Promise<FastifyReply> {
    const matrix = await this.queries.matrix(ctx);
    await this.database.transaction((tx) => this.audit.write(tx, { action: 'role.matrixExported', subjectKind: 'role', subjectId: null, detail: { format: 'csv', custom: matrix.custom.length }, ctx }));
    asDownload(reply, `foyer-roles-${this.clock.now().toISOString().slice(0, 10)}.csv`, 'text/csv');
    const [head = [], ...lines] = tableOf(matrix, ctx.locale);
    const written = stringify({ ...SPREADSHEET, columns: head });
    for (const line of lines) written.write(line);
    written.end();
    return reply.send(written);
  }
}

/** The matrix as the console shows it: built-in roles from visitors to administrators, then the custom ones, which add to a member's. */
function tableOf(matrix: RoleMatrix, locale: Locale): string[][] {
  const words = WORDS[locale];
  const member = permissionsOf('member');
  const columns = [
    ...matrix.builtIn.toReversed().map(({ role, permissions }) => ({ name: ROLE_WORDS[role ?? 'visitor'][locale], permissions: new Set<string>(permissions) })),
    ...matrix.custom.map(({ name, permissions }) => ({ name, permissions: new Set<string>([...member, ...permissions]) })),
  ];
  return [
    [words.area, words.permission, words.key, ...columns.map(({ name }) => name)],
    ...matrix.areas.flatMap((area) => area.permissions.map(({ name, sentence }) => [area.name, sentence, name, ...columns.map(({ permissions }) => (permissions.has(name) ? words.held : words.not))])),
  ];
}
