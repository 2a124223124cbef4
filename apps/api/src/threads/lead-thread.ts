import { Injectable } from '@nestjs/common';
import { accept, type Result } from '@foyer/domain/result';
import { decideClose, decideEditThread, decidePin, parseThreadChanges, threadEvent, type Change, type ThreadEventType, type ThreadFacts } from '@foyer/domain/threads';
import type { Done } from '../members/index.js';
import { Audit } from '../platform/audit/audit.js';
import { Clock } from '../platform/clock/clock.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { NotFound } from '../platform/graphql/errors.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { isCode, newId, slugOf } from '../platform/ids/ids.js';
import { Limits } from '../platform/limits/limits.js';
import { Outbox } from '../platform/outbox/outbox.js';
import { refusing, writerOf } from './saved-post.js';
import { next, ThreadsRepository, type LockedThread, type ThreadChange } from './threads.repository.js';
import type { EditThreadInput } from './writing.types.js';

type Lead = 'thread.closed' | 'thread.reopened' | 'thread.pinned' | 'thread.unpinned';

/** Closing, pinning and renaming: what is done to a thread as a whole. */
@Injectable()
export class LeadThread {
  constructor(
    private readonly database: Database,
    private readonly repository: ThreadsRepository,
    private readonly outbox: Outbox,
    private readonly audit: Audit,
    private readonly limits: Limits,
    private readonly clock: Clock,
  ) {}

  /** Closes a thread to replies, or opens it again. */
  close(ctx: RequestContext, code: string, closed: boolean): Promise<Result<Done>> {
    return this.turn(ctx, code, (facts) => decideClose(ctx.viewer, facts, closed), 'closed_at = ?::timestamptz', closed, closed ? 'thread.closed' : 'thread.reopened');
  }

  /** Pins a thread at the head of its space, or lets it go. */
  pin(ctx: RequestContext, code: string, pinned: boolean): Promise<Result<Done>> {
    return this.turn(ctx, code, (facts) => decidePin(ctx.viewer, facts, pinned), 'pinned_at = ?::timestamptz', pinned, pinned ? 'thread.pinned' : 'thread.unpinned');
  }

  /** Changes title, tags or kind; the former title is told in the thread. */
  async edit(ctx: RequestContext, input: EditThreadInput): Promise<Result<Done>> {
    writerOf(ctx);
    const { threadCode, ...wanted } = input;
    const parsed = parseThreadChanges(wanted);
    if (!parsed.ok) return parsed;
    const { title, tags, kind } = parsed.value;
    return this.locked(ctx, threadCode, async (tx, thread, memberId) => {
      const decision = decideEditThread(ctx.viewer, thread.facts, parsed.value);
      if (!decision.ok) return refusing(decision.refusal);
      const renamed = title !== undefined && title !== thread.title;
      const sets: ThreadChange['sets'][number][] = [];
      const values: unknown[] = [];
      const set = (assignment: ThreadChange['sets'][number], value: unknown): void => void (sets.push(assignment), values.push(value));
      if (renamed) {
        set('title = ?', title);
        set('slug = ?', slugOf(title));
      }
      if (tags !== undefined) set('tags = ?::text[]', tags);
      if (kind !== undefined) set('kind = ?', kind);
      if (sets.length === 0) return accept({ ok: true });
      const now = this.clock.now();
      await this.repository.changeThread(tx, thread, { sets, values, ...(renamed && { action: { id: newId(), kind: 'retitled', actorId: memberId, detail: thread.title, at: now } }) });
      await this.publish(tx, thread, 'thread.retitled', memberId, now);
      if (thread.facts.authorId !== memberId) await this.audit.write(tx, { action: 'thread.edit', subjectKind: 'thread', subjectId: thread.id, detail: { renamed, tags: tags !== undefined, kind }, ctx });
      return accept({ ok: true });
    });
  }

  private turn(ctx: RequestContext, code: string, decide: (facts: ThreadFacts) => Result<Change>, assignment: ThreadChange['sets'][number], on: boolean, event: Lead): Promise<Result<Done>> {
    return this.locked(ctx, code, async (tx, thread, memberId) => {
      const decision = decide(thread.facts);
      if (!decision.ok) return refusing(decision.refusal);
      if (!decision.value.changed) return accept({ ok: true });
      const now = this.clock.now();
      const kind = event.slice('thread.'.length);
      await this.repository.changeThread(tx, thread, { sets: [assignment], values: [on ? now : null], action: { id: newId(), kind, actorId: memberId, detail: null, at: now } });
      await this.publish(tx, thread, event, memberId, now);
      await this.audit.write(tx, { action: event, subjectKind: 'thread', subjectId: thread.id, ctx });
      return accept({ ok: true });
    });
  }

  private async locked(ctx: RequestContext, code: string, work: (tx: Transaction, thread: LockedThread, memberId: string) => Promise<Result<Done>>): Promise<Result<Done>> {
    const memberId = writerOf(ctx);
    if (!isCode(code)) throw new NotFound();
    await this.limits.charge('act.member', memberId);
    return this.database.transaction(async (tx) => {
      const thread = await this.repository.lockThread(tx, ctx.viewer, code);
      if (!thread) throw new NotFound();
      return work(tx, thread, memberId);
    });
  }

  private publish(tx: Transaction, thread: LockedThread, type: Lead & ThreadEventType | 'thread.retitled', actorId: string, occurredAt: Date): Promise<void> {
    return this.outbox.publish(tx, threadEvent(type, { actorId, spaceId: thread.spaceId, occurredAt }, { threadId: thread.id, threadCode: thread.code, revision: next(thread) }));
  }
}
