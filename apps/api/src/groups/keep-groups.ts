import { Injectable } from '@nestjs/common';
import { refuse, type Result } from '@foyer/domain/result';
import type { Done } from '../members/index.js';
import { Audit } from '../platform/audit/audit.js';
import { Database, type Transaction } from '../platform/database/database.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { newCode, newId } from '../platform/ids/ids.js';
import { ClusterBus } from '../platform/realtime/cluster-bus.js';
import type { GroupSaved } from './group.types.js';
import { GroupsQueries } from './groups.queries.js';

const NAME_MAX = 60;
const RAW_LINE = 400;
const DESCRIPTION_MAX = 300;
// Any constant: the same for every process of an installation.
const NAMES_LOCK = 7_105_202_604;

/** Administrators keep groups by hand: who is in them may open restricted spaces, so each change is audited. */
@Injectable()
export class KeepGroups {
  constructor(
    private readonly database: Database,
    private readonly queries: GroupsQueries,
    private readonly audit: Audit,
    private readonly bus: ClusterBus,
  ) {}

  async create(ctx: RequestContext, name: string, description: string): Promise<Result<GroupSaved>> {
    const checked = checkName(name);
    if (!checked.ok) return checked;
    return this.database.transaction(async (tx) => {
      const id = newId();
      const code = newCode();
      const rows = await tx.rows('INSERT INTO groups (id, code, name, description) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING RETURNING id', [id, code, checked.value, tidy(description)]);
      if (rows.length === 0) return refuse('group.nameTaken', 'name');
      await this.write(tx, ctx, 'group.created', id, { name: checked.value });
      return this.saved(tx, code);
    });
  }

  async edit(ctx: RequestContext, code: string, name: string, description: string): Promise<Result<GroupSaved>> {
    const checked = checkName(name);
    if (!checked.ok) return checked;
    return this.database.transaction(async (tx) => {
      // Of two groups that take one name at once, the second finds the first.
      await tx.rows('SELECT pg_advisory_xact_lock($1)', [NAMES_LOCK]);
      const taken = await tx.row('SELECT 1 FROM groups WHERE lower(name) = lower($2) AND code <> $1', [code, checked.value]);
      if (taken) return refuse('group.nameTaken', 'name');
      const row = await tx.row<{ id: string }>('UPDATE groups SET name = $2, description = $3 WHERE code = $1 RETURNING id', [code, checked.value, tidy(description)]);
      if (!row) return refuse('group.unknown');
      await this.write(tx, ctx, 'group.edited', row.id, { name: checked.value });
      return this.saved(tx, code);
    });
  }

  /** A group that still opens a space is not deleted: nobody loses access by surprise. */
  async remove(ctx: RequestContext, code: string): Promise<Result<Done>> {
    return this.database.transaction(async (tx) => {
      const row = await tx.row<{ id: string; name: string }>('SELECT id, name FROM groups g WHERE code = $1 FOR UPDATE', [code]);
      if (!row) return refuse('group.unknown');
      // Asked once the row is locked: a space that is being opened to the group right now has to finish first.
      if (await tx.row('SELECT 1 FROM space_grants WHERE group_id = $1 LIMIT 1', [row.id])) return refuse('group.inUse');
      await tx.rows('DELETE FROM groups WHERE id = $1', [row.id]);
      tx.afterCommit(() => this.bus.emit('group.changed', { groupId: row.id }));
      await this.write(tx, ctx, 'group.deleted', row.id, { name: row.name });
      return { ok: true, value: { ok: true } };
    });
  }

  async setMember(ctx: RequestContext, code: string, handle: string, isMember: boolean): Promise<Result<Done>> {
    return this.database.transaction(async (tx) => {
      const group = await tx.row<{ id: string }>('SELECT id FROM groups WHERE code = $1', [code]);
      if (!group) return refuse('group.unknown');
      const member = await tx.row<{ id: string }>('SELECT id FROM members WHERE handle = $1', [handle.trim().replace(/^@/, '')]);
      if (!member) return refuse('group.memberUnknown', 'handle');
      const before = await tx.row<{ source: string }>('SELECT source FROM group_members WHERE group_id = $1 AND member_id = $2 FOR UPDATE', [group.id, member.id]);
      // Only what was done by hand is undone by hand.
      if (!isMember && before?.source === 'rule') return refuse('group.byRule', 'handle');
      if (!isMember && before?.source === 'sso') return refuse('group.bySso', 'handle');
      if ((before?.source === 'manual') === isMember) return { ok: true, value: { ok: true } };
      const statement = isMember
        ? `INSERT INTO group_members (group_id, member_id, source) VALUES ($1, $2, 'manual') ON CONFLICT (group_id, member_id) DO UPDATE SET source = 'manual'`
        : 'DELETE FROM group_members WHERE group_id = $1 AND member_id = $2';
      await tx.rows(statement, [group.id, member.id]);
      await this.write(tx, ctx, isMember ? 'group.memberAdded' : 'group.memberRemoved', group.id, { memberId: member.id });
      tx.afterCommit(() => this.bus.emit('group.changed', { groupId: group.id, memberId: member.id }));
      return { ok: true, value: { ok: true } };
    });
  }

  private write(tx: Transaction, ctx: RequestContext, action: string, groupId: string, detail: Record<string, unknown>): Promise<void> {
    return this.audit.write(tx, { action, subjectKind: 'group', subjectId: groupId, actorId: ctx.viewer.memberId, detail, ctx });
  }

  private async saved(tx: Transaction, code: string): Promise<Result<GroupSaved>> {
    const group = await this.queries.byCode(tx, code);
    return group ? { ok: true, value: { group } } : refuse('group.unknown');
  }
}

function checkName(text: string): Result<string> {
  // Refused unread: normalising a long run of accents takes the square of its length.
  if (text.length > RAW_LINE) return refuse('group.nameLong', 'name', { max: NAME_MAX });
  const name = text.normalize('NFC').replace(/[\p{Cc}\p{Cf}]/gu, '').replace(/\s+/g, ' ').trim();
  if (name.length < 2) return refuse('group.nameShort', 'name');
  if (name.length > NAME_MAX) return refuse('group.nameLong', 'name', { max: NAME_MAX });
  return { ok: true, value: name };
}

const tidy = (description: string): string => description.replace(/\p{Cc}/gu, ' ').trim().slice(0, DESCRIPTION_MAX);
