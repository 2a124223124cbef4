import { Injectable } from '@nestjs/common';
import { accept, refuse, type Result } from '@foyer/domain/result';
import { decideMerge, decideMove, decideSplit, parseThreadChanges, placedAfter, splitPlaces, threadEvent, type CountShift, type ThreadEvent } from '@foyer/domain/threads';
import { Audit } from '../../platform/audit/audit.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database, type Transaction } from '../../platform/database/database.js';
import { NotFound } from '../../platform/graphql/errors.js';
import type { RequestContext } from '../../platform/http/request-context.js';
import { isCode, newCode, newId, slugOf } from '../../platform/ids/ids.js';
import { Limits } from '../../platform/limits/limits.js';
import { Outbox } from '../../platform/outbox/outbox.js';
import { IdeasRepository } from '../ideas/ideas.repository.js';
import { refusing, writerOf } from '../saved-post.js';
import { ArrangedThreadsRepository, shiftsBetween, type ArrangedThread } from './arranged-threads.repository.js';
import { ArrangementsRepository } from './arrangements.repository.js';
import type { Arranged, SplitThreadInput } from './care.types.js';

type Arranging = 'thread.moved' | 'thread.split' | 'thread.merged';

/** A revision above those of both: posts that go from one to the other show as changed in each. */
export const above = (...threads: readonly ArrangedThread[]): string => (threads.reduce((most, { revision }) => (revision > most ? revision : most), 0n) + 1n).toString();

/** Moving a thread to another space, splitting posts into a thread of their own, merging one thread into another. One transaction each. */
@Injectable()
export class ArrangeThreads {
  constructor(
    private readonly database: Database,
    private readonly threads: ArrangedThreadsRepository,
    private readonly arrangements: ArrangementsRepository,
    private readonly ideas: IdeasRepository,
    private readonly outbox: Outbox,
    private readonly audit: Audit,
    private readonly limits: Limits,
    private readonly clock: Clock,
  ) {}

  /** Who may read it is at once who may read the new space. */
  async move(ctx: RequestContext, code: string, spaceSlug: string): Promise<Result<Arranged>> {
    const actorId = await this.begin(ctx, [code]);
    return this.database.transaction(async (tx) => {
      const thread = (await this.threads.lockCodes(tx, ctx.viewer, [code])).get(code);
      const space = thread && (await this.threads.space(tx, ctx.viewer, spaceSlug));
      if (!thread || !space) throw new NotFound();
      const decision = decideMove(ctx.viewer, thread.facts, { same: space.id === thread.spaceId, archived: space.archived });
      if (!decision.ok) return refusing(decision.refusal);
      const [id, at, revision] = [newId(), this.clock.now(), above(thread)];
      const shifts = await this.counting(tx, [thread], async () => {
        await moveTo(tx, thread, space.id, null, revision);
        await this.threads.tell(tx, { id: newId(), threadId: thread.id, kind: 'moved', actorId, after: thread.lastPosition, detail: null, otherCode: null, at, revision });
        await this.arrangements.note(tx, { id, kind: 'moved', from: thread, toThreadId: thread.id, toSpaceId: space.id, actorId, at });
      });
      await this.outbox.publish(tx, told('thread.moved', actorId, at, revision, [{ ...thread, spaceId: space.id }], shifts));
      await this.audit.write(tx, { action: 'thread.move', subjectKind: 'thread', subjectId: thread.id, detail: { from: thread.spaceId, to: space.id, arrangement: id }, ctx });
      return accept({ id, threadCode: thread.code, threadSlug: thread.slug });
    });
  }

  /** The posts keep their codes, and with them their lasting addresses. */
  async split(ctx: RequestContext, input: SplitThreadInput): Promise<Result<Arranged>> {
    const actorId = await this.begin(ctx, [input.threadCode, ...input.postCodes]);
    const parsed = parseThreadChanges({ title: input.title });
    if (!parsed.ok) return parsed;
    const title = parsed.value.title ?? '';
    return this.database.transaction(async (tx) => {
      const from = (await this.threads.lockCodes(tx, ctx.viewer, [input.threadCode])).get(input.threadCode);
      if (!from) throw new NotFound();
      const chosen = await this.threads.posts(tx, from.id, input.postCodes, input.andFollowing ?? false);
      if (input.postCodes.some((wanted) => !chosen.some((post) => post.code === wanted))) return refuse('thread.splitElsewhere', 'posts');
      const decision = decideSplit(ctx.viewer, from.facts, chosen);
      if (!decision.ok) return refusing(decision.refusal);
      const [opening] = chosen;
      if (!opening) throw new NotFound();
      const [id, at, revision] = [newId(), this.clock.now(), above(from)];
      const made = { id: newId(), code: newCode(), slug: slugOf(title) };
      const places = splitPlaces(chosen);
      const shifts = await this.counting(tx, [from, made], async () => {
        await this.threads.insertThread(tx, { ...made, title, from, opening });
        await this.threads.place(tx, made.id, places, revision);
        if (from.accepted && chosen.some((post) => post.id === from.accepted?.postId)) await accepted(tx, from.id, null);
        await this.threads.settle(tx, [from.id, made.id], revision);
        await this.threads.carryReads(tx, from.id, made.id, chosen.map((post, i) => ({ before: post.position, after: places[i]?.position ?? 1 })), 0);
        await this.threads.tell(tx, { id: newId(), threadId: from.id, kind: 'split', actorId, after: opening.position - 1, detail: title, otherCode: made.code, at, revision });
        await this.threads.tell(tx, { id: newId(), threadId: made.id, kind: 'parted', actorId, after: 0, detail: from.title, otherCode: from.code, at, revision });
        await this.arrangements.note(tx, { id, kind: 'split', from, toThreadId: made.id, toSpaceId: from.spaceId, actorId, at }, chosen);
      });
      await this.outbox.publish(tx, told('thread.split', actorId, at, revision, [from, { ...from, ...made }], shifts));
      await this.audit.write(tx, { action: 'thread.split', subjectKind: 'thread', subjectId: from.id, detail: { into: made.id, posts: chosen.length, arrangement: id }, ctx });
      return accept({ id, threadCode: made.code, threadSlug: made.slug });
    });
  }

  /** The posts come after those of the other thread, in their order; the address of the thread they leave leads there. */
  async merge(ctx: RequestContext, code: string, intoCode: string): Promise<Result<Arranged>> {
    const actorId = await this.begin(ctx, [code, intoCode]);
    return this.database.transaction(async (tx) => {
      const locked = await this.threads.lockCodes(tx, ctx.viewer, [code, intoCode]);
      const [from, into] = [locked.get(code), locked.get(intoCode)];
      if (!from || !into) throw new NotFound();
      const decision = decideMerge(ctx.viewer, from.facts, into.facts, from.id === into.id);
      if (!decision.ok) return refusing(decision.refusal);
      const posts = await this.threads.posts(tx, from.id);
      const [id, at, revision] = [newId(), this.clock.now(), above(from, into)];
      const places = placedAfter(into.taken, posts);
      const shifts = await this.counting(tx, [from, into], async () => {
        await this.threads.carryReads(tx, from.id, into.id, posts.map((post, i) => ({ before: post.position, after: places[i]?.position ?? 1 })), into.lastPosition);
        await this.threads.place(tx, into.id, places, revision);
        await mergedInto(tx, from.id, into.id, revision);
        await this.threads.settle(tx, [into.id], revision);
        await this.threads.tell(tx, { id: newId(), threadId: into.id, kind: 'merged', actorId, after: into.lastPosition, detail: from.title, otherCode: null, at, revision });
        await this.arrangements.note(tx, { id, kind: 'merged', from, toThreadId: into.id, toSpaceId: into.spaceId, actorId, at }, posts);
        await this.ideas.carry(tx, from.id, into.id, id);
      });
      await this.outbox.publish(tx, told('thread.merged', actorId, at, revision, [into, from], shifts));
      await this.audit.write(tx, { action: 'thread.merge', subjectKind: 'thread', subjectId: from.id, detail: { into: into.id, posts: posts.length, arrangement: id }, ctx });
      return accept({ id, threadCode: into.code, threadSlug: into.slug });
    });
  }

  private async begin(ctx: RequestContext, codes: readonly string[]): Promise<string> {
    const actorId = writerOf(ctx);
    if (!codes.every(isCode)) throw new NotFound();
    await this.limits.charge('act.member', actorId);
    return actorId;
  }

  private async counting(tx: Transaction, threads: readonly { readonly id: string }[], work: () => Promise<void>): Promise<CountShift[]> {
    const ids = threads.map((thread) => thread.id);
    const before = await this.threads.counts(tx, ids);
    await work();
    return shiftsBetween(before, await this.threads.counts(tx, ids));
  }
}

/** Another space, and at its head or not. */
export async function moveTo(tx: Transaction, thread: ArrangedThread, spaceId: string, pinnedAt: Date | null, revision: string): Promise<void> {
  await tx.rows('UPDATE threads SET space_id = $2, pinned_at = $3, revision = $4::bigint, reshaped_revision = $4::bigint WHERE id = $1', [thread.id, spaceId, pinnedAt, revision]);
}

/** A thread without posts, whose address leads to another; or one that stands by itself again. */
export async function mergedInto(tx: Transaction, threadId: string, intoId: string | null, revision: string): Promise<void> {
  await tx.rows(`UPDATE threads SET state = $2, merged_into = $3, revision = $4::bigint, reshaped_revision = $4::bigint WHERE id = $1`, [threadId, intoId ? 'merged' : 'visible', intoId, revision]);
}

export async function accepted(tx: Transaction, threadId: string, answer: { postId: string; by: string | null; at: Date | null } | null): Promise<void> {
  await tx.rows('UPDATE threads SET accepted_post_id = $2, accepted_by = $3, accepted_at = $4 WHERE id = $1', [threadId, answer?.postId ?? null, answer?.by ?? null, answer?.at ?? null]);
}

/** One event for each thread concerned; the first carries what is to be counted. */
export function told(type: Arranging, actorId: string, at: Date, revision: string, threads: readonly { id: string; code: string; spaceId: string; lastPostAt: Date }[], shifts: readonly CountShift[]): ThreadEvent[] {
  return threads.map((thread, i) =>
    threadEvent(type, { actorId, spaceId: thread.spaceId, occurredAt: at }, { threadId: thread.id, threadCode: thread.code, revision, shifts: i === 0 ? shifts : [], lastPostAt: thread.lastPostAt.toISOString() }),
  );
}
