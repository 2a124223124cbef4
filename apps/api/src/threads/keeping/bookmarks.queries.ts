import { Injectable } from '@nestjs/common';
import { cardOf } from '../../members/index.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import { cursorOf, readCursor } from '../../platform/graphql/cursor.js';
import { BadInput } from '../../platform/graphql/errors.js';
import type { RequestContext } from '../../platform/http/request-context.js';
import { readableBy } from '../../spaces/index.js';
import { writerOf } from '../saved-post.js';
import { cardObject, instantOf, limitFor, microseconds } from '../thread-columns.js';
import type { CardJson } from '../thread.view.js';
import type { Bookmark, BookmarkPage } from './keeping.types.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const LARGEST_PAGE = 50;

/** What a member keeps for herself, latest first; what she may not read any more is left out. */
@Injectable()
export class BookmarksQueries {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** @param due those alone whose day has come. One statement. */
  async page(ctx: RequestContext, after: string | null, first: number, due: boolean): Promise<BookmarkPage> {
    const key = after === null ? null : readCursor(after, ['number', 'string']);
    if (key && !UUID.test(key[1])) throw new BadInput('cursor');
    const size = Math.min(Math.max(first, 1), LARGEST_PAGE);
    const values: unknown[] = [writerOf(ctx), this.clock.now()];
    const readable = readableBy(ctx.viewer, values);
    const keyset = key ? `AND (b.created_at, b.post_id) < (${instantOf(`$${values.push(key[0])}`)}, $${values.push(key[1])}::uuid)` : '';
    const rows = await this.database.rows<Omit<Bookmark, 'author'> & { author: CardJson; id: string; key: string }>(
      `SELECT b.post_id AS id, ${microseconds('b.created_at')}::text AS key, p.code AS "postCode", t.code AS "threadCode", t.slug AS "threadSlug", t.title AS "threadTitle",
              s.name_${ctx.locale} AS "spaceName", s.icon AS "spaceIcon", ${cardObject('m')} AS author, CASE WHEN p.state = 'visible' THEN left(p.plain, 240) ELSE '' END AS excerpt,
              b.note, (b.remind_at AT TIME ZONE c.time_zone)::date::text AS "remindOn", coalesce(b.remind_at <= $2::timestamptz, false) AS due, b.created_at AS "keptAt"
         FROM bookmarks b JOIN posts p ON p.id = b.post_id JOIN threads t ON t.id = p.thread_id JOIN spaces s ON s.id = t.space_id JOIN members m ON m.id = p.author_id CROSS JOIN community c
        WHERE b.member_id = $1 AND t.state = 'visible' ${due ? 'AND b.remind_at <= $2::timestamptz' : ''} AND ${readable} ${keyset}
        ORDER BY b.created_at DESC, b.post_id DESC LIMIT ${limitFor(size)}`,
      values,
    );
    const shown = rows.slice(0, size);
    const last = shown.at(-1);
    return {
      items: shown.map(({ author, ...row }) => ({ ...row, author: cardOf(author) })),
      next: rows.length > size && last ? cursorOf([Number(last.key), last.id]) : null,
    };
  }
}
