import { Injectable } from '@nestjs/common';
import { accept, refuse, type Result } from '@foyer/domain/result';
import { raiseCommunity } from '../../community/index.js';
import type { Done } from '../../members/index.js';
import { Audit } from '../../platform/audit/audit.js';
import { Database } from '../../platform/database/database.js';
import type { RequestContext } from '../../platform/http/request-context.js';
import type { SpaceTypeWord } from '../../spaces/index.js';

/** What a space is for. Votes and statuses stay when it changes, and show again when it changes back. */
@Injectable()
export class TypeSpace {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  async run(ctx: RequestContext, spaceCode: string, type: SpaceTypeWord): Promise<Result<Done>> {
    return this.database.transaction(async (tx) => {
      const space = await tx.row<{ id: string }>('UPDATE spaces SET type = $2, revision = revision + 1 WHERE code = $1 RETURNING id', [spaceCode, type]);
      if (!space) return refuse('space.unknown');
      await raiseCommunity(tx);
      await this.audit.write(tx, { action: 'space.typed', subjectKind: 'space', subjectId: space.id, detail: { type }, ctx });
      return accept({ ok: true });
    });
  }
}
