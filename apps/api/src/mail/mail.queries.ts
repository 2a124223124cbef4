import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { validate as isUuid } from 'uuid';
import { Waiting } from '../console/index.js';
import { SETTINGS, type Settings } from '../platform/config/settings.js';
import { Database, type Sql } from '../platform/database/database.js';
import { cursorOf, readCursor } from '../platform/graphql/cursor.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { MailRenderer, templateNamed, type MailFacts } from '../platform/mail/index.js';
import type { MailDetail, MailPage, MailSetup, MailStateWord, MailType } from './mail.types.js';

const MOST = 100;
const SEARCH_MAX = 120;
/** Whose content may still be there and who may be tried again. */
const RETRIABLE: ReadonlySet<MailStateWord> = new Set(['failed', 'bounced', 'kept', 'queued']);

const COLUMNS = `
  id, template, state, to_address AS "toAddress", to_name AS "toName", subject, locale, essential, attempts,
  CASE WHEN state = 'queued' AND attempts > 0 THEN next_try_at END AS "nextTryAt", last_error AS "lastError",
  created_at AS "createdAt", sent_at AS "sentAt"`;

const LIST = `
  SELECT ${COLUMNS} FROM mails
   WHERE ($1::text IS NULL OR state = $1) AND ($2::text IS NULL OR template = $2)
     AND ($3::text IS NULL OR to_address ILIKE '%' || $3 || '%' OR to_name ILIKE '%' || $3 || '%')
     AND ($4::uuid IS NULL OR id < $4)
   ORDER BY id DESC LIMIT $5`;

type StoredMail = MailType & MailFacts & { readonly fromName: string | null; readonly messageId: string | null };

export interface MailFilter {
  readonly state: MailStateWord | null;
  readonly template: string | null;
  readonly search: string | null;
}

/** What the console shows of mails. */
@Injectable()
export class MailQueries implements OnModuleInit {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly database: Database,
    private readonly renderer: MailRenderer,
    private readonly waits: Waiting,
  ) {}

  onModuleInit(): void {
    // What has been emptied since can no longer be tried again: nobody is asked to treat it.
    for (const state of ['failed', 'bounced'] as const) {
      this.waits.register({
        kind: `mails.${state}`, permission: 'mail.read',
        text: `SELECT count(*)::int AS count, min(created_at) AS "oldestAt" FROM mails WHERE state = '${state}' AND data IS NOT NULL`,
      });
    }
  }

  async page(filter: MailFilter, after: string | null, first: number): Promise<MailPage> {
    const size = Math.min(Math.max(first, 1), MOST);
    const from = after === null ? null : readCursor(after, ['string'])[0];
    const search = filter.search?.trim().slice(0, SEARCH_MAX).replace(/[\\%_]/g, '\\$&') || null;
    const [items, counts, templates] = await Promise.all([
      this.database.rows<MailType>(LIST, [filter.state, filter.template, search, from, size + 1]),
      this.database.rows<{ state: MailStateWord; count: number }>('SELECT state, count(*)::int AS count FROM mails GROUP BY state'),
      this.database.rows<{ template: string }>('SELECT DISTINCT template FROM mails ORDER BY template'),
    ]);
    const shown = items.slice(0, size);
    const last = shown.at(-1);
    return { items: shown, next: items.length > size && last ? cursorOf([last.id]) : null, counts, templates: templates.map(({ template }) => template) };
  }

  async detail(ctx: RequestContext, id: string): Promise<MailDetail | null> {
    const mail = await this.stored(this.database, id);
    if (!mail) return null;
    const house = await this.renderer.house();
    const address = this.settings.mail?.from.address ?? null;
    const name = mail.fromName ?? this.settings.mail?.from.name ?? house.name;
    return {
      mail,
      from: address === null ? name : `${name} <${address}>`,
      messageId: mail.messageId,
      readable: mail.data !== null && templateNamed(mail.template) !== null,
      proofDue: !ctx.viewer.provedRecently,
      opensSomething: !(templateNamed(mail.template)?.harmless ?? false),
      retriable: mail.data !== null && this.settings.mail !== null && RETRIABLE.has(mail.state),
    };
  }

  /** A mail with what it was told. */
  async stored(sql: Sql, id: string): Promise<StoredMail | null> {
    if (!isUuid(id)) return null;
    return sql.row<StoredMail>(`SELECT ${COLUMNS}, data, from_name AS "fromName", message_id AS "messageId" FROM mails WHERE id = $1`, [id]);
  }

  setup(): MailSetup {
    const { mail } = this.settings;
    if (!mail) return { sends: false, server: null, from: null, domain: null, signs: false };
    const { address, name } = mail.from;
    return {
      sends: true,
      server: `${mail.smtp.host}:${mail.smtp.port}`,
      from: name === null ? address : `${name} <${address}>`,
      domain: address.slice(address.lastIndexOf('@') + 1),
      signs: mail.dkim !== null,
    };
  }
}
