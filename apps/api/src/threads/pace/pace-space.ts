import { Injectable } from '@nestjs/common';
import { accept, refuse, type Result } from '@foyer/domain/result';
import { parsePace } from '@foyer/domain/threads';
import type { Done } from '../../members/index.js';
import { Audit } from '../../platform/audit/audit.js';
import { Database } from '../../platform/database/database.js';
import type { RequestContext } from '../../platform/http/request-context.js';
import type { SpacePaceInput } from './pace.types.js';

/** The pace of all threads of a space. */
@Injectable()
export class PaceSpace {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  async run(ctx: RequestContext, input: SpacePaceInput): Promise<Result<Done>> {
    const pace = parsePace(input);
    if (!pace.ok) return pace;
    const { slowSeconds, autoCloseDays } = pace.value;
    return this.database.transaction(async (tx) => {
      const space = await tx.row<{ id: string }>('UPDATE spaces SET slow_seconds = $2, auto_close_days = $3, revision = revision + 1 WHERE code = $1 RETURNING id', [input.spaceCode, slowSeconds, autoCloseDays]);
      if (!space) return refuse('space.unknown');
      await this.audit.write(tx, { action: 'space.paced', subjectKind: 'space', subjectId: space.id, detail: { slowSeconds, autoCloseDays }, ctx });
      return accept({ ok: true });
    });
  }
}
