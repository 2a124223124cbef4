import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import type { RequestContext } from '../../platform/http/request-context.js';
import { isCode } from '../../platform/ids/ids.js';
import { readableBy } from '../../spaces/index.js';
import type { PaceNow } from './pace.types.js';

/** What pace a thread, or a space, was given. */
@Injectable()
export class PaceQueries {
  constructor(private readonly database: Database) {}

  async thread(ctx: RequestContext, code: string): Promise<PaceNow | null> {
    if (!isCode(code)) return null;
    const values: unknown[] = [code];
    return this.database.row<PaceNow>(
      `SELECT t.slow_seconds AS "slowSeconds", t.auto_close_days AS "autoCloseDays" FROM threads t JOIN spaces s ON s.id = t.space_id WHERE t.code = $1 AND t.state = 'visible' AND ${readableBy(ctx.viewer, values)}`,
      values,
    );
  }

  space(spaceCode: string): Promise<PaceNow | null> {
    return this.database.row<PaceNow>('SELECT slow_seconds AS "slowSeconds", auto_close_days AS "autoCloseDays" FROM spaces WHERE code = $1', [spaceCode]);
  }
}
