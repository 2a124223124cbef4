import { Injectable, type OnModuleInit } from '@nestjs/common';
import { holds } from '@foyer/domain/access';
import type { Question } from '@foyer/domain/search';
import { Database } from '../platform/database/database.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { SearchKinds, type FoundThing } from '../platform/search/index.js';
import { cardColumnsOf, cardOf, type CardRow } from './card.js';
import { escapeLike } from './escape-like.js';
import { apart } from './seen-by.js';

/** Below four letters, everything looks alike. */
const ALIKE_FROM = 4;

/** Members as a search finds them: by name or handle, or nearly; whoever may browse the directory, and nobody of two who are apart. */
@Injectable()
export class FindMembers implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly kinds: SearchKinds,
  ) {}

  onModuleInit(): void {
    this.kinds.register({ kind: 'member', find: (ctx, question, most) => this.find(ctx, question, most) });
  }

  private async find(ctx: RequestContext, { text }: Question, most: number): Promise<FoundThing[]> {
    const words = text.replace(/^@/, '').replace(/["«»“”]/g, ' ').replace(/\s+/g, ' ').trim().slice(0, 60).toWellFormed();
    if (!holds(ctx.viewer, 'member.browse') || words.length < 2) return [];
    const values: unknown[] = [`%${escapeLike(words)}%`, `${escapeLike(words)}%`, words, ctx.viewer.memberId];
    const names = `(f.handle::text || ' ' || f.display_name)`;
    const alike = words.length >= ALIKE_FROM ? `UNION SELECT f.id FROM members f WHERE $3::text <% ${names}` : '';
    const rows = await this.database.rows<CardRow>(
      `WITH found AS MATERIALIZED (SELECT f.id FROM members f WHERE ${names} ILIKE $1 ${alike})
       SELECT ${cardColumnsOf('m')} FROM members m WHERE m.id IN (SELECT id FROM found) AND m.state = 'active' AND NOT ${apart('m.id', '$4::uuid')}
        ORDER BY (m.handle::text ILIKE $2 OR m.display_name ILIKE $2) DESC, ((m.handle::text || ' ' || m.display_name) ILIKE $1) DESC, word_similarity($3::text, m.display_name) DESC, m.posts_count DESC, m.id LIMIT ${most}`,
      values,
    );
    return rows.map(cardOf).map(({ handle, displayName, avatarUrl }) => ({ kind: 'member', title: displayName, hint: `@${handle}`, path: `/members/${encodeURIComponent(handle)}`, imageUrl: avatarUrl }));
  }
}
