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

const WEEK = `
  SELECT count(*) FILTER (WHERE created_at > $1::timestamptz - interval '7 days')::int AS "newMembers",
         count(*) FILTER (WHERE created_at <= $1::timestamptz - interval '7 days')::int AS "newMembersBefore",
         (SELECT count(DISTINCT author_id) FROM posts WHERE state = 'visible' AND created_at > $1::timestamptz - interval '7 days' AND created_at <= $1)::int AS "activeMembers",
         (SELECT count(DISTINCT author_id) FROM posts WHERE state = 'visible' AND created_at > $1::timestamptz - interval '14 days' AND created_at <= $1::timestamptz - interval '7 days')::int AS "activeMembersBefore",
         (SELECT count(*) FROM posts WHERE state = 'visible' AND created_at > $1::timestamptz - interval '7 days' AND created_at <= $1)::int AS posts,
         (SELECT count(*) FROM posts WHERE state = 'visible' AND created_at > $1::timestamptz - interval '14 days' AND created_at <= $1::timestamptz - interval '7 days')::int AS "postsBefore"
    FROM members WHERE state = 'active' AND created_at > $1::timestamptz - interval '14 days' AND created_at <= $1`;

@Injectable()
export class ConsoleQueries implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly waiting: Waiting,
  ) {}

  onModuleInit(): void {
    const one = async (text: string, values: readonly unknown[] = []): Promise<Waits> => (await this.database.row<Waits>(text, values)) ?? { count: 0, oldestAt: null };
    this.waiting.register({
      kind: 'threads.unanswered', permission: 'thread.acceptAny',
      count: () => one(
        `SELECT count(*)::int AS count, min(t.created_at) AS "oldestAt" FROM threads t JOIN spaces s ON s.id = t.space_id AND s.archived_at IS NULL
          WHERE t.kind = 'question' AND t.replies_count = 0 AND t.state = 'visible' AND t.closed_at IS NULL AND t.created_at < $1::timestamptz - make_interval(hours => ${LATE_HOURS})`,
        [this.clock.now()],
      ),
    });
    this.waiting.register({
      kind: 'members.unclaimed', permission: 'account.invite',
      count: () => one(`SELECT count(*)::int AS count, NULL::timestamptz AS "oldestAt" FROM members WHERE state = 'unclaimed'`),
    });
  }

  async home(ctx: RequestContext): Promise<ConsoleHome> {
    const own = this.waiting.all().filter(({ permission }) => holds(ctx.viewer, permission));
    const [week, ...counts] = await Promise.all([
      this.database.row<WeekFigures>(WEEK, [this.clock.now()]),
      ...own.map(async ({ kind, count }) => ({ kind, ...(await count(this.database)) })),
    ]);
    if (!week) throw new Error('figures without a row');
    return { week, waiting: counts.filter(({ count }) => count > 0) };
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
