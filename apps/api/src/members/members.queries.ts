import { Injectable } from '@nestjs/common';
import { holds, type Role } from '@foyer/domain/access';
import { Database } from '../platform/database/database.js';
import { cursorOf, readCursor } from '../platform/graphql/cursor.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { avatarUrlOf } from './avatar-url.js';
import type { AdminMemberPage, MemberCard, MemberProfile } from './member.types.js';

interface ProfileRow {
  id: string;
  handle: string;
  display_name: string;
  avatar_path: string | null;
  role: Role;
  state: string;
  bio_html: string;
  bio_source: string;
  place: string | null;
  pronouns: string | null;
  created_at: Date;
  posts_count: number;
  threads_count: number;
  likes_received: number;
}

interface CardRow {
  handle: string;
  display_name: string;
  avatar_path: string | null;
  role: Role;
}

@Injectable()
export class MembersQueries {
  constructor(private readonly database: Database) {}

  async profile(ctx: RequestContext, handle: string): Promise<MemberProfile | null> {
    const row = await this.database.row<ProfileRow>(
      `SELECT id, handle::text, display_name, avatar_path, role, state, bio_html, bio_source, place, pronouns, created_at,
              posts_count, threads_count, likes_received
         FROM members WHERE handle = $1 AND state <> 'suspended'`,
      [handle],
    );
    if (!row) return null;
    return {
      ...cardOf(row),
      bioHtml: row.bio_html || null,
      bioSource: row.id === ctx.viewer.memberId ? row.bio_source : null,
      place: row.place,
      pronouns: row.pronouns,
      joinedAt: row.created_at,
      // For a moment, a removal may be counted before what it removes.
      postsCount: Math.max(0, row.posts_count),
      threadsCount: Math.max(0, row.threads_count),
      likesReceived: Math.max(0, row.likes_received),
      imported: row.state === 'unclaimed',
    };
  }

  /** The console's list of members, by name; e-mail addresses only for those who may read them. */
  async administered(ctx: RequestContext, search: string | null, imported: boolean | null, after: string | null, first: number): Promise<AdminMemberPage> {
    const size = Math.min(Math.max(first, 1), 100);
    const from = after ? readCursor(after, ['string', 'string']) : null;
    const showAddress = holds(ctx.viewer, 'member.readAddress');
    const rows = await this.database.rows<CardRow & { id: string; state: string; email: string | null; sort: string }>(
      `SELECT m.id, m.handle::text, m.display_name, m.avatar_path, m.role, m.state, a.email::text, lower(m.display_name) AS sort
         FROM members m LEFT JOIN member_accounts a ON a.member_id = m.id
        WHERE ($1::text IS NULL OR (m.handle::text || ' ' || m.display_name) ILIKE $1)
          AND ($2::boolean IS NULL OR (m.state = 'unclaimed') = $2)
          AND ($3::text IS NULL OR (lower(m.display_name), m.id) > ($3, $4::uuid))
        ORDER BY lower(m.display_name), m.id
        LIMIT $5`,
      [search ? `%${escapeLike(search.slice(0, 60))}%` : null, imported, from?.[0] ?? null, from?.[1] ?? null, size + 1],
    );
    const items = rows.slice(0, size);
    const last = items.at(-1);
    return {
      items: items.map((row) => ({ ...cardOf(row), imported: row.state === 'unclaimed', email: showAddress ? row.email : null })),
      next: rows.length > size && last ? cursorOf([last.sort, last.id]) : null,
    };
  }
}

export function cardOf(row: CardRow): MemberCard {
  return { handle: row.handle, displayName: row.display_name, avatarUrl: avatarUrlOf(row.handle, row.avatar_path), role: row.role, badge: null };
}

const escapeLike = (text: string): string => text.replace(/[\\%_]/g, '\\$&');
