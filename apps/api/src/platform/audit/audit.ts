import { Injectable } from '@nestjs/common';
import type { Sql } from '../database/database.js';
import type { RequestContext } from '../http/request-context.js';
import { newId } from '../ids/ids.js';

export interface AuditRecord {
  /** `noun.verb`, e.g. `post.remove`. */
  readonly action: string;
  /** What it was done to: `post`, `member`, `space`… */
  readonly subjectKind: string;
  readonly subjectId: string | null;
  /** Who did it, when it is not the viewer of `ctx` (she has just signed in). */
  readonly actorId?: string | null;
  /** Ids and settings; never texts of members or addresses. */
  readonly detail?: object;
  /** Where it came from; null when the house did it by itself. */
  readonly ctx: Pick<RequestContext, 'viewer' | 'requestId' | 'address'> | null;
}

const WRITE = `
  INSERT INTO audit_entries (id, actor_id, action, subject_kind, subject_id, detail, request_id, address)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`;

const WRITE_ALL = `
  INSERT INTO audit_entries (id, actor_id, action, subject_kind, subject_id, detail, request_id, address)
  SELECT e.* FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::uuid[], $6::jsonb[], $7::text[], $8::inet[]) AS e`;

/** The record of what was done with power. It is kept or lost together with the action, in its transaction. */
@Injectable()
export class Audit {
  async write(tx: Sql, record: AuditRecord): Promise<void> {
    await tx.rows(WRITE, columnsOf(record));
  }

  /** Many at once, in one statement. */
  async writeAll(tx: Sql, records: readonly AuditRecord[]): Promise<void> {
    const rows = records.map(columnsOf);
    await tx.rows(WRITE_ALL, Array.from({ length: 8 }, (_, at) => rows.map((row) => row[at])));
  }
}

const columnsOf = ({ ctx, ...record }: AuditRecord): unknown[] => [
  newId(),
  record.actorId ?? ctx?.viewer.memberId ?? null,
  record.action,
  record.subjectKind,
  record.subjectId,
  JSON.stringify(record.detail ?? {}),
  ctx?.requestId ?? null,
  ctx?.address || null,
];
