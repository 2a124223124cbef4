import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Question } from '@foyer/domain/search';
import { readableBy } from '../access/index.js';
import { Database } from '../platform/database/database.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { SearchKinds, type FoundThing } from '../platform/search/index.js';

/** Tags as a search finds them: a word, or all of the words, that stand on a thread that the viewer may read. */
@Injectable()
export class FindTags implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly kinds: SearchKinds,
  ) {}

  onModuleInit(): void {
    this.kinds.register({ kind: 'tag', find: (ctx, question, most) => this.find(ctx, question, most) });
  }

  private async find(ctx: RequestContext, { terms }: Question, most: number): Promise<FoundThing[]> {
    const wanted = [...new Set([...terms, terms.join(' '), terms.join('-')])];
    const values: unknown[] = [wanted];
    const readable = readableBy(ctx.viewer, values);
    const rows = await this.database.rows<{ tag: string }>(
      `SELECT wanted.tag FROM unnest($1::text[]) AS wanted (tag)
        WHERE EXISTS (SELECT 1 FROM threads t JOIN spaces s ON s.id = t.space_id AND ${readable} WHERE t.tags @> ARRAY[wanted.tag] AND t.state = 'visible' OFFSET 0) LIMIT ${most}`,
      values,
    );
    return rows.map(({ tag }) => ({ kind: 'tag', title: tag, hint: null, path: `/search?tag=${encodeURIComponent(tag)}`, imageUrl: null }));
  }
}
