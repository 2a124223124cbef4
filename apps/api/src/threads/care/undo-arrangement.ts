import { Injectable } from '@nestjs/common';
import { accept, refuse, type Result } from '@foyer/domain/result';
import { decideUndo, returnPlaces, type CountShift } from '@foyer/domain/threads';
import { Audit } from '../../platform/audit/audit.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database, type Transaction } from '../../platform/database/database.js';
import { NotFound } from '../../platform/graphql/errors.js';
import type { RequestContext } from '../../platform/http/request-context.js';
import { newId } from '../../platform/ids/ids.js';
import { Limits } from '../../platform/limits/limits.js';
import { Outbox } from '../../platform/outbox/outbox.js';
import { IdeasRepository } from '../ideas/ideas.repository.js';
import { refusing, writerOf } from '../saved-post.js';
import { above, accepted, mergedInto, moveTo, told } from './arrange-threads.js';
import { ArrangedThreadsRepository, shiftsBetween, type ArrangedThread, type ChosenPost } from './arranged-threads.repository.js';
import { ArrangementsRepository, type Arrangement } from './arrangements.repository.js';
import type { Arranged } from './care.types.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What an arrangement put where, as it is now: `home` is where it came from, `there` where it went. */
interface Found {
  readonly arrangement: Arrangement;
  readonly home: ArrangedThread;
  readonly there: ArrangedThread;
  readonly before: ReadonlyMap<string, number>;
  readonly posts: readonly ChosenPost[];
}

/** Undoes a move, a split or a merge of the last day, as long as everything is where it was put. What was written since stays. */
@Injectable()
export class UndoArrangement {
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

  async run(ctx: RequestContext, id: string): Promise<Result<Arranged>> {
    const actorId = writerOf(ctx);
    if (!UUID.test(id)) throw new NotFound();
    await this.limits.charge('act.member', actorId);
    return this.database.transaction(async (tx) => {
      const found = await this.find(tx, ctx, id);
      const { arrangement, home, there } = found;
      const now = this.clock.now();
      const decision = decideUndo(ctx.viewer, {
        at: arrangement.at, undone: arrangement.undone, untouched: untouched(found), archived: home.facts.spaceArchived || there.facts.spaceArchived,
      }, now);
      if (!decision.ok) return refusing(decision.refusal);
      if (arrangement.kind === 'moved' && !(await this.readsFormerSpace(tx, ctx, arrangement))) throw new NotFound();
      if (!(await this.arrangements.undone(tx, id, now))) return refuse('thread.undoneAlready');
      const revision = above(home, there);
      const ids = [home.id, there.id];
      const before = await this.threads.counts(tx, ids);
      await this.putBack(tx, found, { actorId, now, revision });
      const shifts = shiftsBetween(before, await this.threads.counts(tx, ids));
      await this.outbox.publish(tx, this.events(found, actorId, now, revision, shifts));
      await this.audit.write(tx, { action: 'thread.arrangementUndone', subjectKind: 'thread', subjectId: home.id, detail: { kind: arrangement.kind, arrangement: id }, ctx });
      return accept({ id, threadCode: home.code, threadSlug: home.slug });
    });
  }

  private async find(tx: Transaction, ctx: RequestContext, id: string): Promise<Found> {
    const noted = await this.arrangements.find(tx, id);
    if (!noted) throw new NotFound();
    const locked = await this.threads.lockIds(tx, ctx.viewer, [noted.fromThreadId, noted.toThreadId]);
    const [home, there] = [locked.get(noted.fromThreadId), locked.get(noted.toThreadId)];
    // Read again under the locks: somebody may have undone it meanwhile.
    const arrangement = await this.arrangements.find(tx, id);
    if (!home || !there || !arrangement) throw new NotFound();
    if (arrangement.kind === 'moved') return { arrangement, home, there, before: new Map(), posts: [] };
    return { arrangement, home, there, before: await this.arrangements.formerPlaces(tx, id), posts: await this.threads.posts(tx, there.id) };
  }

  private async readsFormerSpace(tx: Transaction, ctx: RequestContext, arrangement: Arrangement): Promise<boolean> {
    const space = await tx.row<{ slug: string }>('SELECT slug FROM spaces WHERE id = $1', [arrangement.fromSpaceId]);
    const readable = space && (await this.threads.space(tx, ctx.viewer, space.slug));
    return readable !== null && !readable.archived;
  }

  private async putBack(tx: Transaction, { arrangement, home, there, before, posts }: Found, by: { actorId: string; now: Date; revision: string }): Promise<void> {
    const { actorId, now, revision } = by;
    const { kept } = arrangement;
    const tell = (threadId: string, kind: string, after: number, detail: string | null): Promise<void> =>
      this.threads.tell(tx, { id: newId(), threadId, kind, actorId, after, detail, otherCode: null, at: now, revision });
    if (arrangement.kind === 'moved') {
      await moveTo(tx, home, arrangement.fromSpaceId, kept.pinnedAt, revision);
      return tell(home.id, 'moved', home.lastPosition, null);
    }
    const split = arrangement.kind === 'split';
    // Of a split, all comes back, what was written since too; of a merge, what was merged alone: the rest was written to the thread that stays.
    const back = split ? posts : posts.filter((post) => before.has(post.id));
    await this.threads.place(tx, home.id, returnPlaces(back, before, home.taken), revision);
    if (split) {
      await mergedInto(tx, there.id, home.id, revision);
      if (home.facts.acceptedPostId === null && kept.acceptedPostId !== null && posts.some((post) => post.id === kept.acceptedPostId && post.visible)) {
        await accepted(tx, home.id, { postId: kept.acceptedPostId, by: kept.acceptedBy, at: kept.acceptedAt });
      }
      await this.ideas.carry(tx, there.id, home.id, arrangement.id);
      await this.threads.settle(tx, [home.id], revision);
      return tell(home.id, 'merged', home.lastPosition, there.title);
    }
    await mergedInto(tx, home.id, null, revision);
    const gone = there.accepted !== null && before.has(there.accepted.postId);
    if (gone) await accepted(tx, there.id, null);
    await this.ideas.uncarry(tx, there.id, arrangement.id);
    await this.threads.settle(tx, [home.id, there.id], revision);
    const first = back[0]?.position ?? 1;
    await this.threads.tell(tx, { id: newId(), threadId: there.id, kind: 'split', actorId, after: first - 1, detail: home.title, otherCode: home.code, at: now, revision });
  }

  private events({ arrangement, home, there }: Found, actorId: string, now: Date, revision: string, shifts: readonly CountShift[]) {
    switch (arrangement.kind) {
      case 'moved':
        return told('thread.moved', actorId, now, revision, [{ ...home, spaceId: arrangement.fromSpaceId }], shifts);
      case 'split':
        return told('thread.merged', actorId, now, revision, [home, there], shifts);
      case 'merged':
        return told('thread.split', actorId, now, revision, [home, there], shifts);
    }
  }
}

/** Whether everything is where the arrangement put it. */
function untouched({ arrangement, home, there, before, posts }: Found): boolean {
  if (arrangement.kind === 'moved') return home.state === 'visible' && home.spaceId === arrangement.toSpaceId;
  const here = posts.filter((post) => before.has(post.id)).length === before.size;
  if (!here || there.state !== 'visible') return false;
  return arrangement.kind === 'split' ? home.state === 'visible' : home.state === 'merged' && home.mergedInto === there.id;
}
