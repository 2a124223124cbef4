import { Injectable } from '@nestjs/common';
import type { Role } from '@foyer/domain/access';
import { apart, cardOf, type MemberCard } from '../members/index.js';
import { Database } from '../platform/database/database.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { Limits } from '../platform/limits/limits.js';
import { readableBy } from '../access/index.js';

/** Members proposed at most while a mention is typed. */
const PROPOSED = 8;

/** Whom a mention in a space would reach. */
@Injectable()
export class MentionableQueries {
  constructor(
    private readonly database: Database,
    private readonly limits: Limits,
  ) {}

  /** By the beginning of handle or name, those who write most in the space first; nobody at all in a space that the viewer may not read. One statement beside the limit. */
  async suggest(ctx: RequestContext, spaceSlug: string, prefix: string): Promise<MemberCard[]> {
    const typed = prefix.trim().slice(0, 40);
    if (typed === '' || ctx.viewer.memberId === null) return [];
    await this.limits.charge('suggest.member', ctx.viewer.memberId);
    const values: unknown[] = [spaceSlug, `%${escapeLike(typed)}%`, `${escapeLike(typed)}%`];
    const me = `$${values.push(ctx.viewer.memberId)}::uuid`;
    const rows = await this.database.rows<{ handle: string; display_name: string; avatar_path: string | null; role: Role }>(
      `SELECT m.handle::text, m.display_name, m.avatar_path, m.role
         FROM members m JOIN spaces s ON s.slug = $1 AND ${readableBy(ctx.viewer, values)}
         LEFT JOIN member_space_counts c ON c.member_id = m.id AND c.space_id = s.id
        WHERE m.state = 'active' AND NOT ${apart('m.id', me)}
          AND (m.handle::text || ' ' || m.display_name) ILIKE $2
          AND (s.access <> 'restricted' OR m.role = 'admin' OR EXISTS (
            SELECT 1 FROM space_grants g LEFT JOIN group_members gm ON gm.group_id = g.group_id AND gm.member_id = m.id
             WHERE g.space_id = s.id AND g.action = 'read' AND (g.role = m.role OR gm.member_id IS NOT NULL)))
        ORDER BY (m.handle::text ILIKE $3) DESC, coalesce(c.posts, 0) DESC, m.id
        LIMIT ${PROPOSED}`,
      values,
    );
    return rows.map(cardOf);
  }
}

const escapeLike = (text: string): string => text.replace(/[\\%_]/g, '\\$&');
