import { Injectable } from '@nestjs/common';
import { DRAFT_LIMITS } from '@foyer/domain/threads';
import { Database } from '../../platform/database/database.js';
import type { RequestContext } from '../../platform/http/request-context.js';
import { isCode } from '../../platform/ids/ids.js';
import { readableBy } from '../../spaces/index.js';
import type { ThreadKindWord } from '../thread.types.js';
import type { Draft, DraftPlaceInput } from './draft.types.js';

interface DraftRow {
  place: string;
  slot: string | null;
  client_key: string;
  title: string;
  body: string;
  tags: string;
  kind: ThreadKindWord;
  version: number | null;
  revision: number;
  updated_at: Date;
  thread_code: string | null;
  thread_slug: string | null;
  thread_title: string | null;
  post_code: string | null;
  position: number | null;
  space_slug: string | null;
  space_name: string | null;
  answers_code: string | null;
  answers_position: number | null;
  answers_name: string | null;
}

/** A draft whose key has been published is none any more, even before it is swept away. */
export const UNPUBLISHED = `NOT EXISTS (SELECT 1 FROM posts made WHERE made.author_id = d.member_id AND made.client_key = d.client_key)`;

/**
 * What a member is still writing: hers, whatever became of the place; of the place she sees only what she may read.
 * One statement each.
 */
@Injectable()
export class DraftsQueries {
  constructor(private readonly database: Database) {}

  /** All of them, latest first. */
  async all(ctx: RequestContext): Promise<Draft[]> {
    const values: unknown[] = [ctx.viewer.memberId];
    const rows = await this.database.rows<DraftRow>(`${selected(ctx, values)} ORDER BY d.updated_at DESC, d.place LIMIT ${DRAFT_LIMITS.perMember}`, values);
    return rows.map(draftOf);
  }

  /** The draft of one place; of a place that is not named, the latest of the threads being started. */
  async at(ctx: RequestContext, place: DraftPlaceInput): Promise<Draft | null> {
    const { postCode, threadCode, slot } = place;
    if ((postCode && !isCode(postCode)) || (threadCode && !isCode(threadCode))) return null;
    const values: unknown[] = [ctx.viewer.memberId];
    const read = selected(ctx, values);
    const row = await this.database.row<DraftRow>(`${read} AND ${placeCondition(place, postCode ?? threadCode ?? slot, values)} ORDER BY d.updated_at DESC LIMIT 1`, values);
    return row && draftOf(row);
  }
}

function placeCondition({ postCode, threadCode, slot }: DraftPlaceInput, value: string | null | undefined, values: unknown[]): string {
  if (postCode || threadCode || slot) {
    const given = `$${values.push(value)}`;
    if (postCode) return `p.code = ${given}`;
    return threadCode ? `d.thread_id IS NOT NULL AND t.code = ${given}` : `d.slot = ${given}`;
  }
  return 'd.slot IS NOT NULL';
}

const selected = ({ viewer, locale }: RequestContext, values: unknown[]): string => `
  SELECT d.place, d.slot, d.client_key, d.title, d.body, d.tags, d.kind, d.version, d.revision, d.updated_at,
         t.code AS thread_code, t.slug AS thread_slug, t.title AS thread_title, p.code AS post_code, p.position, s.slug AS space_slug,
         s.name_${locale} AS space_name,
         a.code AS answers_code, a.position AS answers_position, am.display_name AS answers_name
    FROM drafts d
    LEFT JOIN posts dp ON dp.id = d.post_id
    LEFT JOIN (threads t JOIN spaces ts ON ts.id = t.space_id AND t.state = 'visible' AND ${readableBy(viewer, values, 'ts')}) ON t.id = coalesce(d.thread_id, dp.thread_id)
    LEFT JOIN posts p ON p.id = d.post_id AND t.id IS NOT NULL
    LEFT JOIN spaces s ON s.id = coalesce(t.space_id, d.space_id) AND ${readableBy(viewer, values)}
    LEFT JOIN posts a ON a.id = d.answers_id AND a.thread_id = t.id AND a.state = 'visible'
    LEFT JOIN members am ON am.id = a.author_id
   WHERE d.member_id = $1 AND d.deleted_at IS NULL AND ${UNPUBLISHED}`;

const draftOf = (row: DraftRow): Draft => ({
  place: row.place, slot: row.slot, key: row.client_key, title: row.title, body: row.body, tags: row.tags, kind: row.kind, version: row.version, revision: row.revision, updatedAt: row.updated_at,
  thread: row.thread_code === null ? null : { code: row.thread_code, slug: row.thread_slug ?? '', title: row.thread_title ?? '' },
  postCode: row.post_code, position: row.position, spaceSlug: row.space_slug, spaceName: row.space_slug === null ? null : row.space_name,
  answers: row.answers_code === null ? null : { code: row.answers_code, position: row.answers_position ?? 0, name: row.answers_name ?? '' },
});
