import { Injectable, type OnModuleInit } from '@nestjs/common';
import { REOPEN_DAYS, type Answered } from '@foyer/domain/admissions';
import { Waiting } from '../console/index.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import { cursorOf, readCursor } from '../platform/graphql/cursor.js';
import type { ApplicationPage, InvitationPage, RulesEdition } from './console.types.js';
import type { ApplicationState, InvitationState } from './admission-words.js';
import { stateOf, type InvitationRow } from './invitations.repository.js';
import type { InvitationView, RulesText } from './admission.types.js';
import { tokenHash } from './secrets.js';
import type { Locale } from '../platform/http/request-context.js';

const PAGE = 50;

interface ListedInvitation extends InvitationRow {
  readonly code: string;
  readonly label: string;
  readonly createdAt: Date;
  readonly createdBy: string | null;
  readonly groups: string[];
  readonly sort: string;
}

interface ListedApplication {
  readonly id: string;
  readonly code: string;
  readonly displayName: string;
  readonly email: string;
  readonly state: ApplicationState;
  readonly filedAt: Date;
  readonly decidedAt: Date | null;
  readonly decidedBy: string | null;
  readonly reason: string | null;
  readonly words: string | null;
  readonly answers: Answered[];
  readonly reopens: boolean;
  readonly sort: string;
}

const GROUPS = `ARRAY(SELECT g.name FROM groups g WHERE g.id = ANY (i.group_ids) ORDER BY lower(g.name)) AS groups`;

/** What the pages of the ways in show. */
@Injectable()
export class AdmissionsQueries implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly waits: Waiting,
  ) {}

  onModuleInit(): void {
    this.waits.register({
      kind: 'applications.waiting', permission: 'application.decide',
      text: `SELECT count(*)::int AS count, min(filed_at) AS "oldestAt" FROM applications WHERE state = 'waiting'`,
    });
  }

  /** An invitation as the invited sees it: its state, and what it opens while it is open. */
  async invitation(token: string): Promise<InvitationView> {
    const hash = tokenHash(token);
    const row = hash ? await this.database.row<InvitationRow & { groups: string[]; invitedBy: string | null }>(
      `SELECT i.kind, i.email::text, i.role, i.quota, i.used, i.expires_at AS "expiresAt", i.revoked_at AS "revokedAt", ${GROUPS}, m.display_name AS "invitedBy"
         FROM invitations i LEFT JOIN members m ON m.id = i.created_by WHERE i.token_hash = $1`,
      [hash],
    ) : null;
    const state: InvitationState = stateOf(row, this.clock.now());
    if (!row || state !== 'open') return { state, email: null, role: null, groups: [], invitedBy: null, expiresAt: null };
    return { state, email: row.email, role: row.role, groups: row.groups, invitedBy: row.invitedBy, expiresAt: row.expiresAt };
  }

  async invitations(search: string | null, after: string | null): Promise<InvitationPage> {
    const from = after ? readCursor(after, ['string', 'string']) : null;
    const rows = await this.database.rows<ListedInvitation>(
      `SELECT i.id, i.code, i.kind, i.email::text, i.label, i.role, i.quota, i.used, i.expires_at AS "expiresAt", i.revoked_at AS "revokedAt",
              i.created_at AS "createdAt", m.display_name AS "createdBy", ${GROUPS}, i.created_at::text AS sort
         FROM invitations i LEFT JOIN members m ON m.id = i.created_by
        WHERE ($1::text IS NULL OR strpos(lower(coalesce(i.email::text, '') || ' ' || i.label), lower($1)) > 0)
          AND ($2::timestamptz IS NULL OR (i.created_at, i.id) < ($2::timestamptz, $3::uuid))
        ORDER BY i.created_at DESC, i.id DESC LIMIT ${PAGE + 1}`,
      [search, from?.[0] ?? null, from?.[1] ?? null],
    );
    const now = this.clock.now();
    const page = rows.slice(0, PAGE);
    const last = page.at(-1);
    return {
      items: page.map(({ code, kind, email, label, role, quota, used, expiresAt, createdAt, createdBy, groups, ...row }) => ({
        code, kind, email, label, role, quota, used, expiresAt, createdAt, createdBy, groups, state: stateOf({ kind, quota, used, expiresAt, revokedAt: row.revokedAt }, now),
      })),
      next: rows.length > PAGE && last ? cursorOf([last.sort, last.id]) : null,
    };
  }

  /** Waiting ones in the order in which they came; answered ones from the latest. */
  async applications(state: ApplicationState, after: string | null): Promise<ApplicationPage> {
    const from = after ? readCursor(after, ['string', 'string']) : null;
    const waiting = state === 'waiting';
    const rows = await this.database.rows<ListedApplication>(
      `SELECT a.id, a.code, a.display_name AS "displayName", CASE WHEN a.state = 'withdrawn' THEN '' ELSE a.email::text END AS email, a.state, a.filed_at AS "filedAt",
              a.decided_at AS "decidedAt", m.display_name AS "decidedBy", a.reason, a.words, a.answers, a.state = 'declined' AND a.draft IS NOT NULL AND a.decided_at > $4 AS reopens, a.filed_at::text AS sort
         FROM applications a LEFT JOIN members m ON m.id = a.decided_by
        WHERE a.state = $1 AND ($2::timestamptz IS NULL OR (a.filed_at, a.id) ${waiting ? '>' : '<'} ($2::timestamptz, $3::uuid))
        ORDER BY a.filed_at ${waiting ? 'ASC' : 'DESC'}, a.id ${waiting ? 'ASC' : 'DESC'} LIMIT ${PAGE + 1}`,
      [state, from?.[0] ?? null, from?.[1] ?? null, new Date(this.clock.now().getTime() - REOPEN_DAYS * 86_400_000)],
    );
    const counts = await this.database.row<{ waiting: number }>(`SELECT count(*)::int AS waiting FROM applications WHERE state = 'waiting'`);
    const page = rows.slice(0, PAGE);
    const last = page.at(-1);
    return {
      items: page.map(({ id: _id, sort: _sort, ...shown }) => shown),
      next: rows.length > PAGE && last ? cursorOf([last.sort, last.id]) : null,
      waiting: counts?.waiting ?? 0,
    };
  }

  /** A published version of the rules in the reader's language, the latest when none is named. */
  rules(version: number | null, locale: Locale): Promise<RulesText | null> {
    return this.database.row<RulesText>(
      `SELECT version, CASE WHEN $2 = 'en' THEN html_en ELSE html_fr END AS html, CASE WHEN $2 = 'en' THEN change_en ELSE change_fr END AS change,
              published_at AS "publishedAt", (SELECT max(version) FROM rules_versions) AS latest
         FROM rules_versions WHERE version = coalesce($1::integer, (SELECT max(version) FROM rules_versions))`,
      [version, locale],
    );
  }

  rulesEditions(): Promise<RulesEdition[]> {
    return this.database.rows<RulesEdition>(
      `SELECT r.version, r.source_fr AS "sourceFr", r.source_en AS "sourceEn", r.change_fr AS "changeFr", r.change_en AS "changeEn", r.published_at AS "publishedAt",
              m.display_name AS "publishedBy", (SELECT count(*)::int FROM members WHERE state = 'active' AND rules_version >= r.version) AS accepted,
              (SELECT count(*)::int FROM members WHERE state = 'active') AS members
         FROM rules_versions r LEFT JOIN members m ON m.id = r.published_by ORDER BY r.version DESC LIMIT 50`,
    );
  }
}
