import { Injectable } from '@nestjs/common';
import { holds, type Role } from '@foyer/domain/access';
import { Database } from '../platform/database/database.js';
import { cursorOf, readCursor } from '../platform/graphql/cursor.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { cardOf, type CardRow } from './card.js';
import { escapeLike } from './escape-like.js';
import type { AdminMemberPage } from './member.types.js';

@Injectable()
export class MembersQueries {
  constructor(private readonly database: Database) {}

  /** The console's list of members, by name; e-mail addresses, and finding by them, only for those who may read them. */
  async administered(ctx: RequestContext, search: string | null, imported: boolean | null, role: Role | null, after: string | null, first: number): Promise<AdminMemberPage> {
    const size = Math.min(Math.max(first, 1), 100);
    const from = after ? readCursor(after, ['string', 'string']) : null;
    const showAddress = holds(ctx.viewer, 'member.readAddress');
    const rows = await this.database.rows<CardRow & { id: string; state: string; email: string | null; sort: string }>(
      `SELECT m.id, m.handle::text, m.display_name, m.avatar_path, m.role, m.state, a.email::text, lower(m.display_name) AS sort
         FROM members m LEFT JOIN member_accounts a ON a.member_id = m.id
        WHERE ($1::text IS NULL OR (m.handle::text || ' ' || m.display_name) ILIKE $1 OR ($7::boolean AND a.email::text ILIKE $1))
          AND ($2::boolean IS NULL OR (m.state = 'unclaimed') = $2)
          AND ($3::text IS NULL OR m.role = $3)
          AND ($4::text IS NULL OR (lower(m.display_name), m.id) > ($4, $5::uuid))
        ORDER BY lower(m.display_name), m.id
        LIMIT $6`,
      [search ? `%${escapeLike(search.slice(0, 60))}%` : null, imported, role, from?.[0] ?? null, from?.[1] ?? null, size + 1, showAddress],
    );
    const items = rows.slice(0, size);
    const last = items.at(-1);
    return {
      items: items.map((row) => ({ ...cardOf(row), imported: row.state === 'unclaimed', suspended: row.state === 'suspended', email: showAddress ? row.email : null })),
      next: rows.length > size && last ? cursorOf([last.sort, last.id]) : null,
    };
  }
}
