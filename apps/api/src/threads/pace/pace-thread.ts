import { Injectable } from '@nestjs/common';
import { accept, type Result } from '@foyer/domain/result';
import { decidePaceChange, parsePace, threadEvent } from '@foyer/domain/threads';
import type { Done } from '../../members/index.js';
import { Audit } from '../../platform/audit/audit.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import { NotFound } from '../../platform/graphql/errors.js';
import type { RequestContext } from '../../platform/http/request-context.js';
import { isCode } from '../../platform/ids/ids.js';
import { Limits } from '../../platform/limits/limits.js';
import { Outbox } from '../../platform/outbox/outbox.js';
import { refusing, writerOf } from '../saved-post.js';
import { next, ThreadsRepository } from '../threads.repository.js';
import type { PaceInput } from './pace.types.js';

/** How often one may reply in a thread, and when it closes by itself. */
@Injectable()
export class PaceThread {
  constructor(
    private readonly database: Database,
    private readonly repository: ThreadsRepository,
    private readonly outbox: Outbox,
    private readonly audit: Audit,
    private readonly limits: Limits,
    private readonly clock: Clock,
  ) {}

  async run(ctx: RequestContext, input: PaceInput): Promise<Result<Done>> {
    const memberId = writerOf(ctx);
    if (!isCode(input.threadCode)) throw new NotFound();
    await this.limits.charge('act.member', memberId);
    const pace = parsePace(input);
    if (!pace.ok) return pace;
    return this.database.transaction(async (tx) => {
      const thread = await this.repository.lockThread(tx, ctx.viewer, input.threadCode);
      if (!thread) throw new NotFound();
      const decision = decidePaceChange(ctx.viewer, thread.facts);
      if (!decision.ok) return refusing(decision.refusal);
      const { slowSeconds, autoCloseDays } = pace.value;
      await this.repository.changeThread(tx, thread, { sets: ['slow_seconds = ?', 'auto_close_days = ?'], values: [slowSeconds, autoCloseDays] });
      await this.outbox.publish(tx, threadEvent('thread.paced', { actorId: memberId, spaceId: thread.spaceId, occurredAt: this.clock.now() }, { threadId: thread.id, threadCode: thread.code, revision: next(thread) }));
      await this.audit.write(tx, { action: 'thread.pace', subjectKind: 'thread', subjectId: thread.id, detail: { slowSeconds, autoCloseDays }, ctx });
      return accept({ ok: true });
    });
  }
}
