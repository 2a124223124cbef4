import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { cursorOf, readCursor } from '../platform/graphql/cursor.js';
import { BadInput } from '../platform/graphql/errors.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { readableBy } from '../spaces/index.js';
import type { ProfilePost, ProfilePostPage } from './post.types.js';
import { instantOf, limitFor, microseconds } from './thread-columns.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const LARGEST_PAGE = 50;

/** What a member wrote, as far as the viewer may read it, latest first. */
@Injectable()
export class MemberPostsQueries {
  constructor(private readonly database: Database) {}

  /** Null when there is no such member. `openings`: the threads that she opened alone. One statement. */
  async page(ctx: RequestContext, handle: string, after: string | null, first: number, openings = false): Promise<ProfilePostPage | null> {
    const key = after === null ? null : readCursor(after, ['number', 'string']);
    if (key && !UUID.test(key[1])) throw new BadInput('cursor');
    if (handle.length > 40 || handle.includes('\0')) return null;
    const size = Math.min(Math.max(first, 1), LARGEST_PAGE);
    const values: unknown[] = [handle];
    const readable = readableBy(ctx.viewer, values);
    const keyset = key ? `AND (p.created_at, p.id) < (${instantOf(`$${values.push(key[0])}`)}, $${values.push(key[1])}::uuid)` : '';
    const rows = await this.database.rows<ProfilePost & { id: string | null; key: string }>(
      `SELECT found.* FROM members m LEFT JOIN LATERAL (
         SELECT p.id, ${microseconds('p.created_at')}::text AS key, p.code, t.code AS "threadCode", t.slug AS "threadSlug", t.title AS "threadTitle",
                s.name_${ctx.locale} AS "spaceName", s.icon AS "spaceIcon", left(p.plain, 240) AS excerpt, p.created_at AS "createdAt",
                coalesce((p.reaction_counts->>'like')::int, 0) + p.imported_likes AS likes, p.position = 1 AS opening
           FROM posts p JOIN threads t ON t.id = p.thread_id JOIN spaces s ON s.id = t.space_id
          WHERE p.author_id = m.id AND p.state = 'visible' AND t.state = 'visible' ${openings ? 'AND p.position = 1 AND t.author_id = m.id' : ''} AND ${readable} ${keyset}
          ORDER BY p.created_at DESC, p.id DESC LIMIT ${limitFor(size)}) found ON true
        WHERE m.id = coalesce((SELECT known.id FROM members known WHERE known.handle = $1::citext), (SELECT former.member_id FROM handle_history former WHERE former.handle = $1::citext))
          AND m.state <> 'suspended'
        ORDER BY found."createdAt" DESC, found.id DESC`,
      values,
    );
    if (rows.length === 0) return null;
    const items = rows.filter((row) => row.id !== null).slice(0, size);
    const last = items.at(-1);
    return { items, next: rows.length > size && last?.id ? cursorOf([Number(last.key), last.id]) : null, previous: null };
  }
}
