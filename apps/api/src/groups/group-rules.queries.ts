import { Injectable } from '@nestjs/common';
import type { Role } from '@foyer/domain/access';
import type { GroupRule } from '@foyer/domain/groups';
import { cardOf } from '../members/index.js';
import { Clock } from '../platform/clock/clock.js';
import { Database, type Sql } from '../platform/database/database.js';
import type { GroupRulePreview } from './group.types.js';

/** People of a preview. */
const SAMPLE = 12;

// One statement whatever the rule says: what is not set is null and holds for everybody.
const MEETS = `
  SELECT m.id FROM members m
   WHERE m.state = 'active'
     AND ($2::int IS NULL OR m.created_at <= $1::timestamptz - make_interval(days => $2::int))
     AND ($3::int IS NULL OR m.created_at > $1::timestamptz - make_interval(days => $3::int))
     AND ($4::int IS NULL OR m.posts_count >= $4::int)
     AND ($5::int IS NULL OR m.accepted_answers >= $5::int)
     AND ($6::text[] IS NULL OR m.role = ANY ($6::text[]))
     AND ($7::text[] IS NULL OR EXISTS (SELECT 1 FROM unnest(m.interests) AS mine (word) WHERE lower(mine.word) = ANY ($7::text[])))
     AND ($8::text[] IS NULL OR EXISTS (
           SELECT 1 FROM member_accounts a WHERE a.member_id = m.id AND a.email_confirmed_at IS NOT NULL AND split_part(lower(a.email::text), '@', 2) = ANY ($8::text[])))`;

const APPLY = `
  WITH meets AS (${MEETS}), joined AS (
    INSERT INTO group_members (group_id, member_id, source) SELECT $9::uuid, id, 'rule' FROM meets ON CONFLICT DO NOTHING RETURNING member_id
  ), gone AS (
    DELETE FROM group_members gm WHERE gm.group_id = $9::uuid AND gm.source = 'rule' AND NOT EXISTS (SELECT 1 FROM meets WHERE meets.id = gm.member_id) RETURNING gm.member_id
  )
  SELECT ARRAY(SELECT member_id FROM joined) AS joined, ARRAY(SELECT member_id FROM gone) AS gone`;

const PREVIEW = `
  WITH meets AS (${MEETS}), inside AS (
    SELECT gm.member_id, gm.source FROM groups g JOIN group_members gm ON gm.group_id = g.id WHERE g.code = $9::text
  )
  SELECT (SELECT count(*)::int FROM meets) AS count,
         (SELECT count(*)::int FROM meets WHERE id NOT IN (SELECT member_id FROM inside)) AS joins,
         (SELECT count(*)::int FROM inside WHERE source = 'rule' AND member_id NOT IN (SELECT id FROM meets)) AS leaves,
         (SELECT coalesce(jsonb_agg(to_jsonb(s) - 'created_at'), '[]'::jsonb) FROM (
            SELECT m.handle::text, m.display_name, m.avatar_path, m.role, m.created_at FROM meets JOIN members m ON m.id = meets.id ORDER BY m.created_at DESC, m.id LIMIT ${SAMPLE}) s) AS sample`;

/** Who meets a group's rule, decided by the database for all members at once. */
@Injectable()
export class GroupRulesQueries {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Who would be in, and what would change for the group if it had this rule. */
  async preview(rule: GroupRule, groupCode: string | null): Promise<GroupRulePreview> {
    const row = await this.database.row<{ count: number; joins: number; leaves: number; sample: { handle: string; display_name: string; avatar_path: string | null; role: Role }[] }>(PREVIEW, [...this.valuesOf(rule), groupCode]);
    return row ? { count: row.count, joins: row.joins, leaves: row.leaves, sample: row.sample.map(cardOf) } : { count: 0, joins: 0, leaves: 0, sample: [] };
  }

  /** Lets in whoever meets the rule and out whoever came by it and does no longer. Those added by hand or by sign-on stay. */
  async apply(tx: Sql, groupId: string, rule: GroupRule): Promise<{ readonly joined: readonly string[]; readonly gone: readonly string[] }> {
    const row = await tx.row<{ joined: string[]; gone: string[] }>(APPLY, [...this.valuesOf(rule), groupId]);
    return row ?? { joined: [], gone: [] };
  }

  private valuesOf(rule: GroupRule): unknown[] {
    return [this.clock.now(), rule.memberForDays, rule.joinedWithinDays, rule.leastPosts, rule.leastAcceptedAnswers, rule.roles, rule.interests, rule.mailDomains];
  }
}
