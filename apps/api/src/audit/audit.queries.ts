import { Injectable } from '@nestjs/common';
import type { Role } from '@foyer/domain/access';
import { cardOf, type MemberCard } from '../members/index.js';
import { Database } from '../platform/database/database.js';
import { cursorOf, readCursor } from '../platform/graphql/cursor.js';
import { BadInput } from '../platform/graphql/errors.js';
import type { Locale } from '../platform/http/request-context.js';
import type { AuditEntry, AuditFilter, AuditPage, AuditSeal } from './audit.types.js';
import { flatten } from './flat-detail.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const ACTION = /^[A-Za-z]+\.([A-Za-z]+)?$/;
const LONGEST_SEARCH = 80;
const NEWEST = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

export interface EntryRow {
  readonly id: string;
  readonly at: Date;
  readonly action: string;
  readonly actor_id: string | null;
  readonly subject_kind: string;
  readonly subject_id: string | null;
  readonly detail: unknown;
  readonly request_id: string | null;
  readonly address: string | null;
  readonly seal: string | null;
  readonly handle: string | null;
  readonly display_name: string | null;
  readonly avatar_path: string | null;
  readonly role: Role | null;
  readonly subject_handle: string | null;
  readonly subject_name: string | null;
  readonly subject_code: string | null;
  readonly subject_slug: string | null;
}

interface PersonRow {
  readonly id: string;
  readonly handle: string;
  readonly display_name: string;
  readonly avatar_path: string | null;
  readonly role: Role;
}

/** The record of what was done with power, newest first. */
@Injectable()
export class AuditQueries {
  constructor(private readonly database: Database) {}

  async page(locale: Locale, filter: AuditFilter, after: string | null, first: number): Promise<AuditPage> {
    const size = Math.min(Math.max(first, 1), 100);
    const [from] = after ? readCursor(after, ['string']) : [NEWEST];
    if (!UUID.test(from)) throw new BadInput('cursor');
    const rows = await this.rows(locale, filter, from, size + 1);
    const shown = rows.slice(0, size);
    const people = await this.people(shown);
    const last = shown.at(-1);
    return { items: shown.map((row) => entryOf(row, people)), next: rows.length > size && last ? cursorOf([last.id]) : null };
  }

  /** Entries before one, newest first: ids begin with the time. */
  rows(locale: Locale, filter: AuditFilter, before: string, limit: number): Promise<EntryRow[]> {
    const name = locale === 'en' ? 'name_en' : 'name_fr';
    return this.database.rows<EntryRow>(
      `SELECT e.id, e.at, e.action, e.actor_id, e.subject_kind, e.subject_id, e.detail, e.request_id, host(e.address) AS address, s.number::text AS seal,
              m.handle::text, m.display_name, m.avatar_path, m.role, sm.handle::text AS subject_handle,
              COALESCE(sm.display_name, sp.${name}, g.name, t.title, pt.title) AS subject_name, COALESCE(sp.code, g.code, t.code, pt.code) AS subject_code, COALESCE(t.slug, pt.slug) AS subject_slug
         FROM audit_entries e
         LEFT JOIN audit_seals s ON s.entry_id = e.id
         LEFT JOIN members m ON m.id = e.actor_id
         LEFT JOIN members sm ON sm.id = e.subject_id
         LEFT JOIN spaces sp ON sp.id = e.subject_id
         LEFT JOIN groups g ON g.id = e.subject_id
         LEFT JOIN threads t ON t.id = e.subject_id
         LEFT JOIN posts p ON p.id = e.subject_id LEFT JOIN threads pt ON pt.id = p.thread_id
        WHERE e.id < $1
          AND ($2::text IS NULL OR CASE WHEN $2 = 'house' THEN e.actor_id IS NULL ELSE e.actor_id = (SELECT id FROM members WHERE handle = $2) END)
          AND ($3::text IS NULL OR CASE WHEN right($3, 1) = '.' THEN starts_with(e.action, $3) ELSE e.action = $3 END)
          AND ($4::text IS NULL OR e.subject_id IN (
                SELECT id FROM members WHERE handle::text = lower($4) OR handle = $4 UNION ALL SELECT id FROM spaces WHERE code = $4 OR slug = $4
                UNION ALL SELECT id FROM groups WHERE code = $4 UNION ALL SELECT id FROM threads WHERE code = $4 UNION ALL SELECT id FROM posts WHERE code = $4))
          AND ($5::timestamptz IS NULL OR e.at >= $5) AND ($6::timestamptz IS NULL OR e.at < $6)
          AND ($7::text IS NULL OR e.action ILIKE $7 OR e.detail::text ILIKE $7 OR host(e.address) ILIKE $7
               OR (m.handle::text || ' ' || m.display_name) ILIKE $7 OR COALESCE(sm.display_name, sp.${name}, g.name, t.title, pt.title) ILIKE $7)
        ORDER BY e.id DESC LIMIT $8`,
      [before, clean(filter.actor, 60)?.replace(/^@/, '') ?? null, actionOf(filter.action), clean(filter.subject, 80)?.replace(/^@/, '') ?? null, filter.from ?? null, filter.until ?? null, likeOf(filter.search), limit],
    );
  }

  /** The actions that the log holds, for choosing among them. Each is found with one look at the index. */
  async actions(): Promise<string[]> {
    const rows = await this.database.rows<{ action: string }>(
      `WITH RECURSIVE known AS (
         (SELECT action FROM audit_entries ORDER BY action LIMIT 1)
         UNION ALL
         SELECT (SELECT e.action FROM audit_entries e WHERE e.action > known.action ORDER BY e.action LIMIT 1) FROM known WHERE known.action IS NOT NULL
       ) SELECT action FROM known WHERE action IS NOT NULL`,
    );
    return rows.map(({ action }) => action);
  }

  async seal(): Promise<AuditSeal> {
    const row = await this.database.row<{ number: string | null; sealed_at: Date | null; head: string | null; unsealed: number; oldest: Date | null }>(
      `SELECT last.number::text AS number, last.sealed_at, encode(last.hash, 'hex') AS head, tail.count::int AS unsealed, tail.oldest
         FROM (SELECT count(*) AS count, min(e.at) AS oldest FROM audit_entries e WHERE NOT EXISTS (SELECT 1 FROM audit_seals s WHERE s.entry_id = e.id)) tail
         LEFT JOIN (SELECT number, sealed_at, hash FROM audit_seals ORDER BY number DESC LIMIT 1) last ON true`,
    );
    return { number: row?.number ?? '0', sealedAt: row?.sealed_at ?? null, head: row?.head ?? null, unsealed: row?.unsealed ?? 0, oldestUnsealedAt: row?.oldest ?? null };
  }

  /** Who the ids in the details are: one statement for a page. */
  private async people(rows: readonly EntryRow[]): Promise<ReadonlyMap<string, MemberCard>> {
    const ids = [...new Set(rows.flatMap((row) => flatten(row.detail).map(({ value }) => value).filter((value) => UUID.test(value))))];
    if (ids.length === 0) return new Map();
    const people = await this.database.rows<PersonRow>('SELECT id, handle::text, display_name, avatar_path, role FROM members WHERE id = ANY ($1::uuid[])', [ids]);
    return new Map(people.map((person) => [person.id, cardOf(person)]));
  }
}

function entryOf(row: EntryRow, people: ReadonlyMap<string, MemberCard>): AuditEntry {
  const { handle, display_name, avatar_path, role } = row;
  return {
    id: row.id,
    at: row.at,
    action: row.action,
    actor: handle !== null && display_name !== null && role !== null ? cardOf({ handle, display_name, avatar_path, role }) : null,
    byPerson: row.actor_id !== null,
    subjectKind: row.subject_kind,
    subjectId: row.subject_id,
    subjectName: row.subject_name,
    subjectPath: pathOf(row),
    details: flatten(row.detail).map(({ key, value }) => ({ key, value, member: people.get(value) ?? null })),
    address: row.address,
    requestId: row.request_id,
    seal: row.seal,
  };
}

function pathOf(row: EntryRow): string | null {
  if (row.subject_handle !== null) return `/members/${row.subject_handle}`;
  if (row.subject_code === null) return null;
  if (row.subject_slug !== null) return `/threads/${row.subject_code}/${row.subject_slug}`;
  return row.subject_kind === 'group' ? `/console/groups/${row.subject_code}` : `/console/spaces/${row.subject_code}`;
}

const clean = (text: string | null | undefined, longest: number): string | null => text?.replace(/\p{Cc}/gu, '').trim().slice(0, longest) || null;
const likeOf = (search: string | null | undefined): string | null => {
  const text = clean(search, LONGEST_SEARCH);
  return text === null ? null : `%${text.replace(/[\\%_]/g, '\\$&')}%`;
};

function actionOf(action: string | null | undefined): string | null {
  const text = clean(action, 60);
  // A word that is no action is in no entry: nothing is found, rather than everything.
  return text === null || ACTION.test(text) ? text : 'none';
}
