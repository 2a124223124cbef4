import { Injectable } from '@nestjs/common';
import { accept, refuse, type Result } from '@foyer/domain/result';
import type { Done } from '../members/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { newId } from '../platform/ids/ids.js';
import { Limits } from '../platform/limits/limits.js';
import type { ConsoleFilter, ConsoleFilterSaved } from './console.types.js';

const NAME_MAX = 40;
const QUERY_MAX = 600;
const MOST = 30;
const LIST = /^[a-z-]{1,30}$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** Where one is in a list is no part of a filter. */
const PLACES = ['after', 'before', 'all'];

/** Somebody keeps the filters of a list that she comes back to: under a name, one of them perhaps as her default. */
@Injectable()
export class KeepFilters {
  constructor(
    private readonly database: Database,
    private readonly limits: Limits,
  ) {}

  /** Keeps a filter; the same name again replaces what it stands for. */
  async save(ctx: RequestContext, list: string, name: string, query: string): Promise<Result<ConsoleFilterSaved>> {
    await this.limits.charge('act.member', ctx.viewer.memberId ?? '');
    const tidyName = tidy(name);
    if (tidyName === '') return refuse('console.filterNameMissing', 'name');
    if (tidyName.length > NAME_MAX) return refuse('console.filterNameLong', 'name', { max: NAME_MAX });
    if (!LIST.test(list)) return refuse('console.filterUnknown');
    const kept = queryOf(query);
    if (kept === null) return refuse('console.filterEmpty', 'name');
    return this.database.transaction(async (tx) => {
      // Of two that are saved at once, the second counts the first.
      await tx.rows('SELECT 1 FROM members WHERE id = $1 FOR NO KEY UPDATE', [ctx.viewer.memberId]);
      const others = await tx.row<{ count: number }>('SELECT count(*)::int AS count FROM console_filters WHERE member_id = $1 AND list = $2 AND lower(name) <> lower($3)', [ctx.viewer.memberId, list, tidyName]);
      if ((others?.count ?? 0) >= MOST) return refuse('console.filterTooMany', 'name', { max: MOST });
      const filter = await tx.row<ConsoleFilter>(
        `INSERT INTO console_filters (id, member_id, list, name, query) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (member_id, list, lower(name)) DO UPDATE SET name = EXCLUDED.name, query = EXCLUDED.query
         RETURNING id, name, query, is_default AS "isDefault"`,
        [newId(), ctx.viewer.memberId, list, tidyName, kept],
      );
      return filter ? accept({ filter }) : refuse('console.filterUnknown');
    });
  }

  /** Renames a filter, or makes it the default of its list, or no longer. */
  async edit(ctx: RequestContext, id: string, name: string, isDefault: boolean): Promise<Result<ConsoleFilterSaved>> {
    await this.limits.charge('act.member', ctx.viewer.memberId ?? '');
    const tidyName = tidy(name);
    if (tidyName === '') return refuse('console.filterNameMissing', 'name');
    if (tidyName.length > NAME_MAX) return refuse('console.filterNameLong', 'name', { max: NAME_MAX });
    if (!UUID.test(id)) return refuse('console.filterUnknown');
    return this.database.transaction(async (tx) => {
      await tx.rows('SELECT 1 FROM members WHERE id = $1 FOR NO KEY UPDATE', [ctx.viewer.memberId]);
      const own = await tx.row<{ list: string }>('SELECT list FROM console_filters WHERE id = $1 AND member_id = $2', [id, ctx.viewer.memberId]);
      if (!own) return refuse('console.filterUnknown');
      const taken = await tx.row('SELECT 1 FROM console_filters WHERE member_id = $1 AND list = $2 AND lower(name) = lower($3) AND id <> $4', [ctx.viewer.memberId, own.list, tidyName, id]);
      if (taken) return refuse('console.filterNameTaken', 'name');
      if (isDefault) await tx.rows('UPDATE console_filters SET is_default = false WHERE member_id = $1 AND list = $2 AND is_default AND id <> $3', [ctx.viewer.memberId, own.list, id]);
      return this.change(tx, id, tidyName, isDefault);
    });
  }

  async remove(ctx: RequestContext, id: string): Promise<Result<Done>> {
    await this.limits.charge('act.member', ctx.viewer.memberId ?? '');
    const rows = UUID.test(id) ? await this.database.rows('DELETE FROM console_filters WHERE id = $1 AND member_id = $2 RETURNING 1', [id, ctx.viewer.memberId]) : [];
    return rows.length > 0 ? accept({ ok: true }) : refuse('console.filterUnknown');
  }

  private async change(tx: Transaction, id: string, name: string, isDefault: boolean): Promise<Result<ConsoleFilterSaved>> {
    const filter = await tx.row<ConsoleFilter>('UPDATE console_filters SET name = $2, is_default = $3 WHERE id = $1 RETURNING id, name, query, is_default AS "isDefault"', [id, name, isDefault]);
    return filter ? accept({ filter }) : refuse('console.filterUnknown');
  }
}

// Refused unread past a few lines: normalising a long run of accents takes the square of its length.
const tidy = (name: string): string => (name.length > 400 ? name : name.normalize('NFC').replace(/[\p{Cc}\p{Cf}]/gu, '').replace(/\s+/g, ' ').trim());

/** The filter of an address, in one order; null when there is none. */
function queryOf(text: string): string | null {
  if (text.length > QUERY_MAX || text.includes('\0')) return null;
  const query = new URLSearchParams([...new URLSearchParams(text)].filter(([name, value]) => value !== '' && !name.startsWith('/') && !PLACES.includes(name)));
  query.sort();
  return query.size === 0 ? null : query.toString();
}
