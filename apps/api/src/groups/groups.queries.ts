import { Injectable } from '@nestjs/common';
import type { Role } from '@foyer/domain/access';
import { cardOf } from '../members/index.js';
import { Database, type Sql } from '../platform/database/database.js';
import { cursorOf, readCursor } from '../platform/graphql/cursor.js';
import type { Group, GroupMembers, GroupSourceWord } from './group.types.js';

const GROUP = `
  SELECT g.code, g.name, g.description, (SELECT count(*)::int FROM group_members gm WHERE gm.group_id = g.id) AS "membersCount",
         g.rule, g.rule_applied_at AS "ruleAppliedAt" FROM groups g`;

interface MemberRow {
  id: string;
  handle: string;
  display_name: string;
  avatar_path: string | null;
  role: Role;
  source: GroupSourceWord;
  sort: string;
}

@Injectable()
export class GroupsQueries {
  constructor(private readonly database: Database) {}

  all(): Promise<Group[]> {
    return this.database.rows<Group>(`${GROUP} ORDER BY lower(g.name)`);
  }

  byCode(sql: Sql, code: string): Promise<Group | null> {
    return sql.row<Group>(`${GROUP} WHERE g.code = $1`, [code]);
  }

  async members(code: string, after: string | null, first: number): Promise<GroupMembers | null> {
    const group = await this.byCode(this.database, code);
    if (!group) return null;
    const size = Math.min(Math.max(first, 1), 100);
    const from = after ? readCursor(after, ['string', 'string']) : null;
    const rows = await this.database.rows<MemberRow>(
      `SELECT m.id, m.handle::text, m.display_name, m.avatar_path, m.role, gm.source, lower(m.display_name) AS sort
         FROM groups g JOIN group_members gm ON gm.group_id = g.id JOIN members m ON m.id = gm.member_id
        WHERE g.code = $1 AND ($2::text IS NULL OR (lower(m.display_name), m.id) > ($2, $3::uuid))
        ORDER BY lower(m.display_name), m.id LIMIT $4`,
      [code, from?.[0] ?? null, from?.[1] ?? null, size + 1],
    );
    const members = rows.slice(0, size);
    const last = members.at(-1);
    return { group, members: members.map((row) => ({ card: cardOf(row), source: row.source })), next: rows.length > size && last ? cursorOf([last.sort, last.id]) : null };
  }
}
