import { Injectable } from '@nestjs/common';
import type { Role } from '@foyer/domain/access';
import { Database } from '../platform/database/database.js';
import { cursorOf, readCursor } from '../platform/graphql/cursor.js';
import { BadInput } from '../platform/graphql/errors.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { cardColumnsOf, cardOf, type CardRow } from './card.js';
import { countsSeenBy } from './counts-seen.js';
import { listedColumns, listedView, type ListedRow } from './directory.queries.js';
import type { FollowPage, ShutOutPeople, TeamMember } from './people.types.js';
import { excerptOf } from './profile.queries.js';
import { apart, seenBy } from './seen-by.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const LARGEST_PAGE = 60;
const TEAM_MAX = 100;

interface TeamRow extends CardRow {
  role: Role;
  pronouns: string | null;
  team_task: string | null;
  team_contact: string | null;
  bio_plain: string | null;
}

/** People in lists: who follows whom, whom the viewer shut out, who is on the team. */
@Injectable()
export class PeopleQueries {
  constructor(private readonly database: Database) {}

  /** Who follows a member, or whom she follows, latest first; null when the list is not for the viewer. One statement. */
  async follows(ctx: RequestContext, handle: string, which: 'followers' | 'following', after: string | null, first: number): Promise<FollowPage | null> {
    const key = after === null ? null : readCursor(after, ['number', 'string']);
    if (key && !UUID.test(key[1])) throw new BadInput('cursor');
    if (handle.length > 40) return null;
    const size = Math.min(Math.max(first, 1), LARGEST_PAGE);
    const [listed, owner] = which === 'followers' ? ['follower_id', 'followed_id'] : ['followed_id', 'follower_id'];
    const values: unknown[] = [handle];
    const ofOwner = seenBy(ctx.viewer, values, 'o');
    const seen = seenBy(ctx.viewer, values);
    const keyset = key ? `AND (f.created_at, m.id) < (timestamptz 'epoch' + $${values.push(key[0])}::bigint * interval '1 microsecond', $${values.push(key[1])}::uuid)` : '';
    const rows = await this.database.rows<Partial<ListedRow> & { owner: CardRow; followed_at: string }>(
      `SELECT jsonb_build_object('handle', o.handle::text, 'display_name', o.display_name, 'avatar_path', o.avatar_path, 'role', o.role) AS owner, listed.*
         FROM members o LEFT JOIN LATERAL (
           SELECT ${listedColumns(seen, countsSeenBy(ctx.viewer, values))}, (extract(epoch FROM f.created_at) * 1000000)::bigint::text AS followed_at
             FROM member_follows f JOIN members m ON m.id = f.${listed} AND m.state = 'active'
            WHERE f.${owner} = o.id AND NOT ${apart('m.id', seen.me)}
              AND NOT EXISTS (SELECT 1 FROM member_blocks ob WHERE ob.blocker_id = o.id AND ob.blocked_id = m.id) ${keyset}
            ORDER BY f.created_at DESC, m.id DESC LIMIT $${values.push(size + 1)}) listed ON true
        WHERE o.handle = $1 AND o.state <> 'suspended' AND ${ofOwner.field('follows')}
        ORDER BY listed.followed_at::bigint DESC, listed.id DESC`,
      values,
    );
    const [head] = rows;
    if (!head) return null;
    const found = rows.filter((row): row is ListedRow & { owner: CardRow; followed_at: string } => row.id !== null && row.id !== undefined);
    const items = found.slice(0, size);
    const last = items.at(-1);
    return { member: cardOf(head.owner), items: items.map(listedView), next: found.length > size && last ? cursorOf([Number(last.followed_at), last.id]) : null };
  }

  /** Whom the viewer blocks and mutes, latest first. One statement. */
  async shutOut(ctx: RequestContext): Promise<ShutOutPeople> {
    const rows = await this.database.rows<CardRow & { blocked: boolean }>(
      `SELECT ${cardColumnsOf('m')}, shut.blocked FROM (
         SELECT blocked_id AS id, true AS blocked, created_at FROM member_blocks WHERE blocker_id = $1
         UNION ALL SELECT muted_id, false, created_at FROM member_mutes WHERE muter_id = $1) shut JOIN members m ON m.id = shut.id
        ORDER BY shut.created_at DESC, m.id`,
      [ctx.viewer.memberId],
    );
    return { blocked: rows.filter((row) => row.blocked).map(cardOf), muted: rows.filter((row) => !row.blocked).map(cardOf) };
  }

  /** Who is on the team, by role, then by name. One statement. */
  async team(ctx: RequestContext): Promise<TeamMember[]> {
    const values: unknown[] = [];
    const seen = seenBy(ctx.viewer, values);
    const rows = await this.database.rows<TeamRow>(
      `SELECT ${cardColumnsOf('m')}, m.team_task, m.team_contact, CASE WHEN ${seen.field('pronouns')} THEN m.pronouns END AS pronouns,
              CASE WHEN ${seen.field('bio')} THEN left(m.bio_plain, 400) END AS bio_plain
         FROM members m WHERE m.role IN ('admin','cm','moderator') AND m.state = 'active'
        ORDER BY array_position(ARRAY['cm','moderator','admin'], m.role), m.sort_name, m.id LIMIT ${TEAM_MAX}`,
      values,
    );
    return rows.map((row) => ({ ...cardOf(row), pronouns: row.pronouns, task: row.team_task, contact: row.team_contact, bioExcerpt: excerptOf(row.bio_plain) }));
  }
}
