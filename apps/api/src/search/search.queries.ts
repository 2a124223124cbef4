import { Injectable } from '@nestjs/common';
import type { Role } from '@foyer/domain/access';
import { folded, readQuestion, type Question } from '@foyer/domain/search';
import { readableBy } from '../access/index.js';
import { cardOf } from '../members/index.js';
import { Database } from '../platform/database/database.js';
import { isGivenUp } from '../platform/database/failures.js';
import { cursorOf, readCursor } from '../platform/graphql/cursor.js';
import { BadInput } from '../platform/graphql/errors.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { addressKey, Limits, type LimitName } from '../platform/limits/limits.js';
import { SearchKinds, type FoundThing } from '../platform/search/index.js';
import { excerptOf, piecesOf, START, STOP, textOfPieces } from './pieces.js';
import { queryOf } from './postgres-index.js';
import { readFilter } from './read-filter.js';
import { SearchIndex, type SearchAsked, type SearchHit, type SearchHits } from './search-index.js';
import type { FoundPost, SearchFilterInput, SearchOrderWord, SearchPage } from './search.types.js';
import { Vocabulary } from './vocabulary.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const LARGEST_PAGE = 50;
const THINGS = 4;
const SUGGESTED = 6;
/** Characters of a text that its excerpt is taken from. */
const EXCERPTED = 6_000;
/** Letters that tell whether an excerpt stands at an edge of its text. */
const EDGE = 12;
const NOTHING: SearchHits = { hits: [], threads: 0, capped: false };

export interface SearchQuestion {
  readonly search: string;
  readonly filter: SearchFilterInput | null;
  readonly order: SearchOrderWord;
  readonly after: string | null;
  readonly first: number;
}

interface PostRow extends Omit<FoundPost, 'title' | 'excerpt' | 'matches' | 'author'> {
  readonly id: string;
  readonly title: string;
  readonly excerpt: string;
  /** The text's own first and last letters. */
  readonly begins: string;
  readonly ends: string;
  readonly handle: string;
  readonly display_name: string;
  readonly avatar_path: string | null;
  readonly role: Role;
}

/** What the search page and the palette show. */
@Injectable()
export class SearchQueries {
  constructor(
    private readonly database: Database,
    private readonly index: SearchIndex,
    private readonly vocabulary: Vocabulary,
    private readonly kinds: SearchKinds,
    private readonly limits: Limits,
  ) {}

  /** @throws BadInput for a broken cursor or day */
  async page(ctx: RequestContext, { search, filter: given, order, after, first }: SearchQuestion): Promise<SearchPage> {
    const key = after === null ? null : readCursor(after, ['number', 'string']);
    if (key && !UUID.test(key[1])) throw new BadInput('cursor');
    const { filter, narrows } = readFilter(given);
    const question = readQuestion(search);
    if (question.terms.length === 0 && !narrows) return { items: [], next: null, total: 0, capped: false, slow: false, corrected: null, things: [] };
    await this.charge(ctx, 'search.viewer');
    const size = Math.min(Math.max(first, 1), LARGEST_PAGE);
    const asked: SearchAsked = { anyOf: [], filter, order, after: key && { key: key[0], postId: key[1] }, size };
    const [found, things] = await Promise.all([this.findGenerously(ctx, question, asked), key ? [] : this.kinds.find(ctx, question, THINGS)]);
    const shown = found.hits.slice(0, size);
    const items = await this.shown(ctx, shown, found.anyOf);
    const last = shown.at(-1);
    return {
      items, things: [...things], capped: found.capped, slow: found.slow,
      next: found.hits.length > size && last ? cursorOf([last.key, last.postId]) : null,
      // What was taken away since it was indexed is not counted, where a count could tell of single posts.
      total: found.threads > size || key ? found.threads : items.length,
      corrected: found.corrected && saysSo(items, found.corrected) ? found.corrected.join(' ') : null,
    };
  }

  /** While somebody types: threads, and whatever else is found by its name. */
  async suggestions(ctx: RequestContext, search: string): Promise<FoundThing[]> {
    const question = readQuestion(search);
    if (question.terms.join('').length < 2) return [];
    await this.charge(ctx, 'searchSuggest.viewer');
    const [anyOf, things] = await Promise.all([this.vocabulary.completed(question), this.kinds.find(ctx, question, THINGS)]);
    const asked: SearchAsked = { anyOf: anyOf.length > 0 ? anyOf : [question.terms], filter: readFilter(null).filter, order: 'relevance', after: null, size: SUGGESTED };
    const { hits, anyOf: looked } = await this.patiently(asked, ctx);
    const posts = await this.shown(ctx, hits.slice(0, SUGGESTED), looked);
    const threads = posts.filter((post) => !post.aside).map((post): FoundThing => ({
      kind: 'thread', title: textOfPieces(post.title), hint: post.spaceName, imageUrl: null, path: `/threads/${post.threadCode}/${post.threadSlug}${post.position > 1 ? `?at=${post.position}` : ''}`,
    }));
    return [...threads, ...things];
  }

  /** As it was asked; then with its last word completed; then with typos forgiven. */
  private async findGenerously(ctx: RequestContext, question: Question, asked: SearchAsked): Promise<Found> {
    const exact = await this.patiently({ ...asked, anyOf: question.terms.length > 0 ? [question.terms] : [] }, ctx);
    if (exact.threads > 0 || exact.slow || question.terms.length === 0) return exact;
    const completed = await this.vocabulary.completed(question);
    if (completed.length > 0) {
      const longer = await this.patiently({ ...asked, anyOf: completed }, ctx);
      if (longer.threads > 0) return longer;
    }
    const corrected = await this.vocabulary.corrected(question);
    return corrected ? { ...(await this.patiently({ ...asked, anyOf: [corrected] }, ctx)), corrected } : exact;
  }

  private async patiently(asked: SearchAsked, ctx: RequestContext): Promise<Found> {
    try {
      return { ...(await this.index.find(ctx.viewer, asked)), anyOf: asked.anyOf, slow: false, corrected: null };
    } catch (error) {
      if (!isGivenUp(error)) throw error;
      return { ...NOTHING, anyOf: asked.anyOf, slow: true, corrected: null };
    }
  }

  /** The posts of hits as they are now: what was removed or moved away meanwhile is left out. One statement. */
  private async shown(ctx: RequestContext, hits: readonly SearchHit[], anyOf: readonly (readonly string[])[]): Promise<FoundPost[]> {
    if (hits.length === 0) return [];
    const values: unknown[] = [hits.map(({ postId }) => postId), ctx.viewer.memberId];
    const query = queryOf(anyOf, (given) => `$${values.push(given)}`);
    const marked = (text: string, options: string): string =>
      `ts_headline(CASE coalesce(p.locale, t.locale) WHEN 'en' THEN 'foyer_en' ELSE 'foyer_fr' END::regconfig, translate(${text}, '${START}${STOP}', ''), asked.query, 'StartSel=${START}, StopSel=${STOP}, ${options}')`;
    const rows = await this.database.rows<PostRow>(
      `WITH asked AS MATERIALIZED (SELECT ${query} AS query)
       SELECT p.id, t.code AS "threadCode", t.slug AS "threadSlug", t.kind, coalesce(p.locale, t.locale) AS locale, t.accepted_post_id IS NOT NULL AS solved, t.tags,
              s.slug AS "spaceSlug", s.name_${ctx.locale} AS "spaceName", s.icon AS "spaceIcon", p.code AS "postCode", p.position, p.created_at AS "createdAt",
              m.handle::text, m.display_name, m.avatar_path, m.role,
              ${marked('t.title', 'HighlightAll=true')} AS title,
              ${marked(`left(p.plain, ${EXCERPTED})`, 'MaxFragments=2, MaxWords=26, MinWords=14, FragmentDelimiter=" … "')} AS excerpt,
              left(p.plain, ${EDGE}) AS begins, right(p.plain, ${EDGE}) AS ends,
              EXISTS (SELECT 1 FROM member_blocks b WHERE b.blocker_id = $2::uuid AND b.blocked_id = p.author_id)
                OR EXISTS (SELECT 1 FROM member_mutes mu WHERE mu.muter_id = $2::uuid AND mu.muted_id = p.author_id) AS aside
         FROM asked CROSS JOIN unnest($1::uuid[]) WITH ORDINALITY AS hit (id, place)
         JOIN posts p ON p.id = hit.id AND p.state = 'visible'
         JOIN threads t ON t.id = p.thread_id AND t.state = 'visible'
         JOIN spaces s ON s.id = t.space_id AND ${readableBy(ctx.viewer, values)}
         JOIN members m ON m.id = p.author_id
        ORDER BY hit.place`,
      values,
    );
    const matches = new Map(hits.map((hit) => [hit.postId, hit.matches]));
    return rows.map(({ id, title, excerpt, begins, ends, handle, display_name, avatar_path, role, ...post }) => ({
      ...post, title: piecesOf(title), excerpt: excerptOf(excerpt, begins, ends), author: cardOf({ handle, display_name, avatar_path, role }), matches: matches.get(id) ?? 1,
    }));
  }

  private charge(ctx: RequestContext, limit: LimitName): Promise<void> {
    return this.limits.charge(limit, ctx.viewer.memberId ?? addressKey(ctx.address));
  }
}

interface Found extends SearchHits {
  readonly anyOf: SearchAsked['anyOf'];
  readonly slow: boolean;
  readonly corrected: readonly string[] | null;
}

/** Whether every word stands in what the viewer is shown anyway: a correction tells of nothing else. */
function saysSo(items: readonly FoundPost[], words: readonly string[]): boolean {
  const marks = new Set(items.flatMap((item) => [...item.title, ...item.excerpt]).filter(({ hit }) => hit).map(({ text }) => folded(text)));
  return words.every((word) => word.includes(' ') || marks.has(folded(word)));
}
