import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { parseGroupRule, type GroupRule, type GroupRuleDraft } from '@foyer/domain/groups';
import { accept, refuse, type Result } from '@foyer/domain/result';
import { Audit } from '../platform/audit/audit.js';
import { Clock } from '../platform/clock/clock.js';
import { SETTINGS, type Settings } from '../platform/config/settings.js';
import { Database, type Transaction } from '../platform/database/database.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { WorkLoop } from '../platform/outbox/work-loop.js';
import { ClusterBus } from '../platform/realtime/cluster-bus.js';
import type { GroupSaved } from './group.types.js';
import { GroupRulesQueries } from './group-rules.queries.js';
import { GroupsQueries } from './groups.queries.js';

/** How old the people of a group may be, in milliseconds. */
const EVERY = 60_000;
/** People named in one entry of the audit log; beyond, their number says enough. */
const NAMED = 100;

/** Groups that keep themselves: the worker lets people in and out as they come to meet a rule, or cease to. */
@Injectable()
export class GroupRules implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loop = new WorkLoop({ name: 'group rules', round: () => this.round(), pace: 0, rest: EVERY / 2 });

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly database: Database,
    private readonly rules: GroupRulesQueries,
    private readonly queries: GroupsQueries,
    private readonly audit: Audit,
    private readonly bus: ClusterBus,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    if (this.settings.role !== 'web') this.loop.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.loop.stop();
  }

  /** Gives a group a rule and applies it at once, or takes it away: whoever came by it leaves with it. */
  async set(ctx: RequestContext, code: string, draft: GroupRuleDraft | null): Promise<Result<GroupSaved>> {
    const parsed = draft === null ? accept(null) : parseGroupRule(draft);
    if (!parsed.ok) return parsed;
    const rule = parsed.value;
    return this.database.transaction(async (tx) => {
      const group = await tx.row<{ id: string; rule: GroupRule | null }>('SELECT id, rule FROM groups WHERE code = $1 FOR UPDATE', [code]);
      if (!group) return refuse('group.unknown');
      await tx.rows('UPDATE groups SET rule = $2::jsonb WHERE id = $1', [group.id, rule && JSON.stringify(rule)]);
      await this.audit.write(tx, { action: 'group.ruleSet', subjectKind: 'group', subjectId: group.id, actorId: ctx.viewer.memberId, detail: { before: group.rule, after: rule }, ctx });
      if (rule) await this.apply(tx, group.id, rule);
      else await this.said(tx, group.id, [], (await tx.rows<{ member_id: string }>(`DELETE FROM group_members WHERE group_id = $1 AND source = 'rule' RETURNING member_id`, [group.id])).map((row) => row.member_id));
      const saved = await this.queries.byCode(tx, code);
      return saved ? accept({ group: saved }) : refuse('group.unknown');
    });
  }

  /** Applies the rule that has waited longest, if it has waited long enough; 0 when there is none. */
  round(): Promise<number> {
    return this.database.transaction(async (tx) => {
      const due = new Date(this.clock.now().getTime() - EVERY);
      const group = await tx.row<{ id: string; rule: GroupRule }>(
        `SELECT id, rule FROM groups WHERE rule IS NOT NULL AND (rule_applied_at IS NULL OR rule_applied_at <= $1)
          ORDER BY rule_applied_at NULLS FIRST LIMIT 1 FOR UPDATE SKIP LOCKED`,
        [due],
      );
      if (!group) return 0;
      await this.apply(tx, group.id, group.rule);
      return 1;
    });
  }

  private async apply(tx: Transaction, groupId: string, rule: GroupRule): Promise<void> {
    const { joined, gone } = await this.rules.apply(tx, groupId, rule);
    await tx.rows('UPDATE groups SET rule_applied_at = $2 WHERE id = $1', [groupId, this.clock.now()]);
    await this.said(tx, groupId, joined, gone);
  }

  private async said(tx: Transaction, groupId: string, joined: readonly string[], gone: readonly string[]): Promise<void> {
    if (joined.length + gone.length === 0) return;
    await this.audit.write(tx, {
      action: 'group.ruleApplied', subjectKind: 'group', subjectId: groupId, ctx: null,
      detail: { joined: joined.length, gone: gone.length, joinedIds: joined.slice(0, NAMED), goneIds: gone.slice(0, NAMED) },
    });
    const [only] = [...joined, ...gone];
    tx.afterCommit(() => this.bus.emit('group.changed', joined.length + gone.length === 1 && only !== undefined ? { groupId, memberId: only } : { groupId }));
  }
}
