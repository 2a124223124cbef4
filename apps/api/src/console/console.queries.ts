import { Injectable, type OnModuleInit } from '@nestjs/common';
import { holds, type Role } from '@foyer/domain/access';
import { cardOf } from '../members/index.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import type { RequestContext } from '../platform/http/request-context.js';
import type { ConsoleFilter, ConsoleFound, ConsoleHome, WeekFigures } from './console.types.js';
import { Waiting, type Waits } from './waiting.js';

const FOUND = 6;
const LONGEST_SEARCH = 60;
/** A question that nobody answered for so long is late, in hours. */
const LATE_HOURS = 4;

// Two weeks of posts are read once, from where `posts_recent` says: 36,500 of a million take about 60 ms.
export const WEEK = `
  WITH weeks AS (SELECT $1::timestamptz AS at, $1::timestamptz - interval '7 days' AS week, $1::timestamptz - interval '14 days' AS before)
  SELECT joined.*, written.*
    FROM weeks,
    LATERAL (SELECT count(*) FILTER (WHERE m.created_at > week)::int AS "newMembers", count(*) FILTER (WHERE m.created_at <= week)::int AS "newMembersBefore"
               FROM members m WHERE m.state = 'active' AND m.created_at > before AND m.created_at <= at) joined,
    LATERAL (SELECT count(*) FILTER (WHERE recent > 0)::int AS "activeMembers", count(*) FILTER (WHERE earlier > 0)::int AS "activeMembersBefore",
                    coalesce(sum(recent), 0)::int AS posts, coalesce(sum(earlier), 0)::int AS "postsBefore"
               FROM (SELECT count(*) FILTER (WHERE p.created_at > week) AS recent, count(*) FILTER (WHERE p.created_at <= week) AS earlier
                       FROM posts p WHERE p.state = 'visible' AND p.created_at > before AND p.created_at <= at GROUP BY p.author_id) authors) written`;

@Injectable()
export class ConsoleQueries implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly waiting: Waiting,
  ) {}

  onModuleInit(): void {
    this.waiting.register({
      kind: 'threads.unanswered', permission: 'thread.acceptAny',
      text: `SELECT count(*)::int AS count, min(t.created_at) AS "oldestAt" FROM threads t JOIN spaces s ON s.id = t.space_id AND s.archived_at IS NULL
              WHERE t.kind = 'question' AND t.replies_count = 0 AND t.state = 'visible' AND t.closed_at IS NULL AND t.created_at < (SELECT at FROM present) - make_interval(hours => ${LATE_HOURS})`,
    });
    this.waiting.register({
      kind: 'members.unclaimed', permission: 'account.invite',
      text: `SELECT count(*)::int AS count, NULL::timestamptz AS "oldestAt" FROM members WHERE state = 'unclaimed'`,
    });
  }

  /** Two statements, whatever may wait. */
  async home(ctx: RequestContext): Promise<ConsoleHome> {
    const now = this.clock.now();
    const counting = this.waiting.statementFor((permission) => holds(ctx.viewer, permission));
    const [week, waits] = await Promise.all([this.database.row<WeekFigures>(WEEK, [now]), counting === null ? [] : this.database.rows<Waits>(counting, [now])]);
    if (!week) throw new Error('figures without a row');
    return { week, waiting: waits.filter(({ count }) => count > 0) };
  }

  /** Matches by any part of a name, most recent members first; nothing for fewer than two letters. */
  async found(ctx: RequestContext, text: string): Promise<ConsoleFound> {
    const wanted = text.trim().replace(/^@/, '').slice(0, LONGEST_SEARCH);
    if (wanted.length < 2) return { members: [], spaces: [], groups: [] };
    const like = `%${wanted.replace(/[\\%_]/g, '\\$&')}%`;
    const may = (permission: 'member.administer' | 'space.administer' | 'group.administer'): boolean => holds(ctx.viewer, permission);
    const [members, spaces, groups] = await Promise.all([
      may('member.administer')
        ? this.database.rows<{ handle: string; display_name: string; avatar_path: string | null; role: Role }>(
            `SELECT handle::text, display_name, avatar_path, role FROM members WHERE (handle::text || ' ' || display_name) ILIKE $1
              ORDER BY (lower(display_name) LIKE lower($2) OR lower(handle::text) LIKE lower($2)) DESC, last_seen_at DESC NULLS LAST, id LIMIT ${FOUND}`,
            [like, like.slice(1)],
          )
        : [],
      may('space.administer') ? this.database.rows<{ code: string; name: string }>(`SELECT code, ${ctx.locale === 'en' ? 'name_en' : 'name_fr'} AS name FROM spaces WHERE name_fr ILIKE $1 OR name_en ILIKE $1 OR slug ILIKE $1 ORDER BY position LIMIT ${FOUND}`, [like]) : [],
      may('group.administer') ? this.database.rows<{ code: string; name: string }>(`SELECT code, name FROM groups WHERE name ILIKE $1 ORDER BY lower(name) LIMIT ${FOUND}`, [like]) : [],
    ]);
    return { members: members.map(cardOf), spaces, groups };
  }

  filters(ctx: RequestContext, list: string): Promise<ConsoleFilter[]> {
    return this.database.rows(`SELECT id, name, query, is_default AS "isDefault" FROM console_filters WHERE member_id = $1 AND list = $2 ORDER BY lower(name), id`, [ctx.viewer.memberId, list]);
  }
}
