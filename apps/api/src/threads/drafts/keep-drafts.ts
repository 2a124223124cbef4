import { Injectable } from '@nestjs/common';
import { DRAFT_LIMITS, parseKeptDraft, type KeptDraft } from '@foyer/domain/threads';
import { accept, refuse, type Result } from '@foyer/domain/result';
import type { Done } from '../../members/index.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import { NotFound } from '../../platform/graphql/errors.js';
import type { RequestContext } from '../../platform/http/request-context.js';
import { isCode } from '../../platform/ids/ids.js';
import { ProcessLimits } from '../../platform/limits/process-limits.js';
import { readableBy } from '../../spaces/index.js';
import { checkedKey, writerOf } from '../saved-post.js';
import type { DraftElsewhere, DraftPlaceInput, DraftPublished, DraftSaved, SaveDraftInput } from './draft.types.js';
import { DraftsQueries, UNPUBLISHED } from './drafts.queries.js';

/** Where a draft belongs; one of the three. */
interface Place {
  readonly slot: string | null;
  readonly thread_id: string | null;
  readonly post_id: string | null;
}

/** A member's unfinished texts: kept, put away, taken out again. The database settles who was first. */
@Injectable()
export class KeepDrafts {
  constructor(
    private readonly database: Database,
    private readonly queries: DraftsQueries,
    private readonly limits: ProcessLimits,
    private readonly clock: Clock,
  ) {}

  /**
   * Keeps a text, unless another device has written there since: then nothing changes, and the other text is given.
   * Two statements when all is well.
   */
  async save(ctx: RequestContext, input: SaveDraftInput): Promise<Result<DraftSaved | DraftElsewhere | DraftPublished>> {
    const memberId = writerOf(ctx);
    checkedKey(input.key);
    await this.limits.charge('draft.member', memberId);
    const draft = parseKeptDraft(input);
    if (!draft.ok) return draft;
    const place = await this.placeOf(ctx, input);
    const saved = await this.write(ctx, memberId, place, input, draft.value);
    if (saved) return accept({ place: saved.place, revision: saved.revision, updatedAt: saved.updated_at });
    const post = await this.database.row<{ same: boolean }>('SELECT btrim(source) = btrim($3) AS same FROM posts WHERE author_id = $1 AND client_key = $2', [memberId, input.key, draft.value.body]);
    if (post) return accept({ published: post.same });
    const other = await this.queries.at(ctx, input);
    return other ? accept({ draft: other }) : refuse('draft.many', undefined, { perMember: DRAFT_LIMITS.perMember });
  }

  /** Puts a draft away; for a day, it can be taken out again. */
  async discard(ctx: RequestContext, place: string): Promise<Done> {
    await this.put(ctx, place, this.clock.now());
    return { ok: true };
  }

  /** Takes a draft out again. */
  async restore(ctx: RequestContext, place: string): Promise<Done> {
    if (!(await this.put(ctx, place, null))) throw new NotFound();
    return { ok: true };
  }

  private async put(ctx: RequestContext, place: string, deletedAt: Date | null): Promise<boolean> {
    const memberId = writerOf(ctx);
    await this.limits.charge('draft.member', memberId);
    const rows = await this.database.rows('UPDATE drafts SET deleted_at = $3, revision = revision + 1 WHERE member_id = $1 AND place = $2 RETURNING 1', [memberId, place.replaceAll('\0', ''), deletedAt]);
    return rows.length > 0;
  }

  private async placeOf(ctx: RequestContext, { postCode, threadCode, slot }: DraftPlaceInput): Promise<Place> {
    if (postCode || threadCode) {
      const code = postCode ?? threadCode ?? '';
      if (!isCode(code)) throw new NotFound();
      const values: unknown[] = [code];
      const joins = `JOIN spaces s ON s.id = t.space_id WHERE t.state = 'visible' AND ${readableBy(ctx.viewer, values)}`;
      const row = await this.database.row<{ id: string }>(postCode ? `SELECT p.id FROM posts p JOIN threads t ON t.id = p.thread_id ${joins} AND p.code = $1 AND p.state IN ('visible','removed','hidden')` : `SELECT t.id FROM threads t ${joins} AND t.code = $1`, values);
      if (!row) throw new NotFound();
      return { slot: null, thread_id: postCode ? null : row.id, post_id: postCode ? row.id : null };
    }
    return { slot: checkedKey(slot ?? ''), thread_id: null, post_id: null };
  }

  /** Null when another device was first, the key is published, or there are too many. */
  private write(ctx: RequestContext, memberId: string, place: Place, input: SaveDraftInput, { title, body, tags }: KeptDraft): Promise<{ place: string; revision: number; updated_at: Date } | null> {
    const replyTo = input.replyTo && isCode(input.replyTo) ? input.replyTo : null;
    const values: unknown[] = [
      memberId, place.slot, place.thread_id, place.post_id, input.key, input.spaceSlug ?? null, replyTo, title, body, tags, input.kind ?? 'discussion', input.version ?? null, this.clock.now(), input.revision,
    ];
    return this.database.row(
      `INSERT INTO drafts AS d (member_id, slot, thread_id, post_id, client_key, space_id, answers_id, title, body, tags, kind, version, updated_at)
       SELECT $1::uuid, $2::text, $3::uuid, $4::uuid, $5::text, (SELECT s.id FROM spaces s WHERE s.slug = $6 AND ${readableBy(ctx.viewer, values)}),
              (SELECT a.id FROM posts a WHERE a.code = $7 AND a.thread_id = $3::uuid), $8, $9, $10, $11, $12::int, $13::timestamptz
        WHERE NOT EXISTS (SELECT 1 FROM posts p WHERE p.author_id = $1::uuid AND p.client_key = $5)
          AND ($14::int > 0 OR (SELECT count(*) FROM drafts o WHERE o.member_id = $1::uuid AND o.deleted_at IS NULL) < ${DRAFT_LIMITS.perMember})
       ON CONFLICT (member_id, place) DO UPDATE
          SET client_key = excluded.client_key, space_id = excluded.space_id, answers_id = excluded.answers_id, title = excluded.title, body = excluded.body, tags = excluded.tags,
              kind = excluded.kind, version = excluded.version, updated_at = excluded.updated_at, revision = d.revision + 1, deleted_at = NULL
        WHERE d.revision = $14::int OR d.deleted_at IS NOT NULL OR NOT (${UNPUBLISHED})
           OR (d.title, d.body, d.tags) = (excluded.title, excluded.body, excluded.tags)
       RETURNING d.place, d.revision, d.updated_at`,
      values,
    );
  }
}
