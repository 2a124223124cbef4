import { Injectable } from '@nestjs/common';
import { holds } from '@foyer/domain/access';
import { canReadHistory, canReadSource } from '@foyer/domain/threads';
import { cardOf } from '../members/index.js';
import { Database } from '../platform/database/database.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { isCode } from '../platform/ids/ids.js';
import { readableBy } from '../spaces/index.js';
import type { PostHistory, PostSource } from './post.types.js';
import { cardObject, SHOWN } from './thread-columns.js';
import type { CardJson } from './thread.view.js';

/** Versions shown at most, the latest ones. */
const VERSIONS = 100;

interface VersionJson {
  readonly html: string;
  readonly source: string;
  readonly editor: CardJson;
  readonly at: string;
}

interface HistoryRow {
  thread_code: string;
  author_id: string;
  wiki: boolean;
  state: string;
  source: string;
  edits: number;
  versions: VersionJson[];
}

/** What a post said before, and what it is written as. */
@Injectable()
export class PostHistoryQueries {
  constructor(private readonly database: Database) {}

  /** Every version, oldest first, the present one last; null when the post, or its removed text, may not be read. */
  async history(ctx: RequestContext, postCode: string): Promise<PostHistory | null> {
    const row = await this.row(ctx, postCode, true);
    if (!row || !canReadHistory(ctx.viewer, { state: row.state === 'visible' ? 'visible' : 'removed' })) return null;
    const versions = row.versions.map((version, at) => ({ number: at + 1, html: version.html, source: version.source, editor: cardOf(version.editor), at: new Date(version.at) }));
    return { postCode, threadCode: row.thread_code, versions };
  }

  /** The source for whoever may edit it, with the version that her edit will start from; null for others. */
  async source(ctx: RequestContext, postCode: string): Promise<PostSource | null> {
    const row = await this.row(ctx, postCode, false);
    if (!row || !canReadSource(ctx.viewer, { authorId: row.author_id, wiki: row.wiki, state: row.state === 'visible' ? 'visible' : 'removed' })) return null;
    return { source: row.source, version: row.edits };
  }

  private async row(ctx: RequestContext, postCode: string, withVersions: boolean): Promise<HistoryRow | null> {
    if (!isCode(postCode)) return null;
    const values: unknown[] = [postCode, holds(ctx.viewer, 'post.readRemoved'), withVersions];
    return this.database.row<HistoryRow>(
      `SELECT t.code AS thread_code, p.author_id, p.wiki, p.state, p.source, p.edits,
              CASE WHEN $3::boolean THEN (
                SELECT jsonb_agg(jsonb_build_object('html', v.html, 'source', v.source, 'editor', ${cardObject('m')}, 'at', v.at) ORDER BY v.number)
                  FROM (
                    (SELECT old.number, old.html, old.source, old.editor_id, old.created_at AS at FROM post_versions old WHERE old.post_id = p.id ORDER BY old.number DESC LIMIT ${VERSIONS})
                    UNION ALL
                    SELECT 2147483647, p.html, p.source, coalesce(p.edited_by, p.author_id), coalesce(p.edited_at, p.created_at)
                  ) v JOIN members m ON m.id = v.editor_id
              ) ELSE '[]'::jsonb END AS versions
         FROM posts p JOIN threads t ON t.id = p.thread_id JOIN spaces s ON s.id = t.space_id
        WHERE p.code = $1 AND p.state IN ${SHOWN} AND (p.state = 'visible' OR $2::boolean) AND t.state = 'visible' AND ${readableBy(ctx.viewer, values)}`,
      values,
    );
  }
}
