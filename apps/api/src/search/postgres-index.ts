import { Injectable } from '@nestjs/common';
import { type Viewer } from '@foyer/domain/access';
import { readableBy } from '../access/index.js';
import { Database, type Sql } from '../platform/database/database.js';
import { MOST_RANKED, SearchIndex, type Changed, type SearchAsked, type SearchHit, type SearchHits } from './search-index.js';

/** Milliseconds after which a search is given up. */
const PATIENCE = 2_000;
/** What a year of age weighs against a word, in millionths of PostgreSQL's rank. */
const YEAR = 4_000;
const YEAR_SECONDS = 31_557_600;
/** Any constant will do: whoever writes the index takes turns, so that what was read first is never written last. */
export const WRITERS_LOCK = 7_105_202_620;

/** The default index: a table of stems in PostgreSQL. */
@Injectable()
export class PostgresIndex extends SearchIndex {
  constructor(private readonly database: Database) {
    super();
  }

  async find(viewer: Viewer, asked: SearchAsked): Promise<SearchHits> {
    const [text, values] = findStatement(viewer, asked);
    // The database's own patience is for pages; nobody waits that long for a search.
    const rows = await this.database.transaction(async (tx) => {
      await tx.rows(`SELECT set_config('statement_timeout', '${PATIENCE}', true), set_config('jit', 'off', true)`);
      return tx.rows<Partial<{ post_id: string; key: string; matches: number }> & { threads: number; posts: number }>(text, values);
    });
    const hits = rows.flatMap((row): SearchHit[] => (row.post_id ? [{ postId: row.post_id, key: Number(row.key), matches: row.matches ?? 1 }] : []));
    return { hits, threads: rows[0]?.threads ?? 0, capped: (rows[0]?.posts ?? 0) > MOST_RANKED };
  }

  async reread(tx: Sql, { posts, openings, threads }: Changed): Promise<void> {
    if (posts.length + openings.length + threads.length === 0) return;
    await tx.rows('SELECT pg_advisory_xact_lock($1)', [WRITERS_LOCK]);
    await tx.rows(
      `WITH wanted AS MATERIALIZED (
         SELECT unnest($1::uuid[]) AS id
         UNION SELECT p.id FROM posts p WHERE p.thread_id = ANY ($2::uuid[]) AND p.position = 1
         UNION SELECT p.id FROM posts p WHERE p.thread_id = ANY ($3::uuid[])
       ), shown AS MATERIALIZED (${documentsOf('JOIN wanted w ON w.id = p.id')}),
       gone AS (DELETE FROM search_documents d USING wanted w WHERE d.post_id = w.id AND NOT EXISTS (SELECT 1 FROM shown WHERE shown.id = w.id)), ${WRITE}
       SELECT count(*) FROM words_kept`,
      [posts, openings, threads],
    );
  }
}

/** What is indexed of visible posts; `narrowed` joins what says which, by `p` (post) and `t` (thread). */
export const documentsOf = (narrowed: string): string => `
  SELECT p.id, t.id AS thread_id, t.space_id, p.author_id, p.created_at, coalesce(p.locale, t.locale) AS language,
         CASE WHEN p.position = 1 THEN t.title ELSE '' END AS title, p.plain AS body
    FROM posts p JOIN threads t ON t.id = p.thread_id ${narrowed} WHERE p.state = 'visible' AND t.state = 'visible'`;

/** Writes the documents of `shown`, new ones in the order of their dates, and the words in them; what is right is left alone. */
export const WRITE = `
  read AS MATERIALIZED (SELECT id, thread_id, space_id, author_id, created_at, search_stems(language, title, body) AS stems FROM shown),
  changed AS (
    UPDATE search_documents d SET thread_id = r.thread_id, space_id = r.space_id, author_id = r.author_id, created_at = r.created_at, stems = r.stems
      FROM read r WHERE r.id = d.post_id AND (d.thread_id, d.space_id, d.author_id, d.created_at, d.stems) IS DISTINCT FROM (r.thread_id, r.space_id, r.author_id, r.created_at, r.stems)
  ), put AS (
    INSERT INTO search_documents (post_id, thread_id, space_id, author_id, created_at, stems)
    SELECT r.* FROM read r WHERE NOT EXISTS (SELECT 1 FROM search_documents d WHERE d.post_id = r.id) ORDER BY r.created_at, r.id
  ), words_kept AS (
    INSERT INTO search_words AS known (word, uses)
    SELECT word, count(*)::int FROM shown CROSS JOIN LATERAL unnest(tsvector_to_array(to_tsvector('foyer_words', search_text(title || ' ' || body)))) AS word
     WHERE length(word) BETWEEN 3 AND 40 AND word !~ '^[0-9]+$' GROUP BY word ORDER BY word
        ON CONFLICT (word) DO UPDATE SET uses = known.uses + excluded.uses
    RETURNING 1
  )`;

/** What a post must hold, as an expression of SQL. */
export const queryOf = (anyOf: readonly (readonly string[])[], value: (given: unknown) => string): string =>
  anyOf.length === 0 ? `''::tsquery` : anyOf.map((terms) => `search_query(${value(terms)}::text[])`).join(' || ');

/**
 * The latest posts that answer, part by part until there are enough: for a word that is everywhere a few thousand
 * rows are looked at, for a rare one each part's index says at once that it has none.
 */
function findStatement(viewer: Viewer, { anyOf, filter, order, after, size }: SearchAsked): [string, unknown[]] {
  const values: unknown[] = [];
  const value = (given: unknown): string => `$${values.push(given)}`;
  const readable = readableBy(viewer, values);
  const conditions = [`d.part = parts.part`, 'd.space_id = ANY (open.ids)'];
  const within: string[] = [];
  if (anyOf.length > 0) conditions.push('d.stems @@ asked.query');
  if (filter.spaceSlug !== null) conditions.push(`d.space_id = (SELECT one.id FROM spaces one WHERE one.slug = ${value(filter.spaceSlug)})`);
  if (filter.authorHandle !== null) {
    const handle = value(filter.authorHandle);
    conditions.push(`d.author_id = coalesce((SELECT m.id FROM members m WHERE m.handle = ${handle}::citext AND m.state <> 'suspended'), (SELECT h.member_id FROM handle_history h WHERE h.handle = ${handle}::citext))`);
  }
  if (filter.from !== null) conditions.push(`d.created_at >= ${value(filter.from)}::timestamptz`);
  if (filter.until !== null) conditions.push(`d.created_at < ${value(filter.until)}::timestamptz`);
  if (filter.tag !== null) within.push(`t.tags @> ARRAY[${value(filter.tag)}::text]`);
  if (filter.kind !== null) within.push(`t.kind = ${value(filter.kind)}`);
  if (filter.answered !== null) within.push(`t.accepted_post_id IS ${filter.answered ? 'NOT NULL' : 'NULL'}`);
  if (within.length > 0) conditions.push(`EXISTS (SELECT 1 FROM threads t WHERE t.id = d.thread_id AND ${within.join(' AND ')})`);
  const query = queryOf(anyOf, value);
  // Not `extract`: its exact numbers cost more than the rank itself.
  const age = `date_part('epoch', d.created_at)`;
  const key = order === 'date' ? `(${age} * 1000000)::bigint` : anyOf.length === 0 ? `(${age} * 1000)::bigint` : `(ts_rank(d.stems, asked.query, 1) * 1000000 + ${age} / ${YEAR_SECONDS} * ${YEAR})::bigint`;
  const from = after ? `WHERE (best.key, best.post_id) < (${value(after.key)}::bigint, ${value(after.postId)}::uuid)` : '';
  return [
    `WITH asked AS MATERIALIZED (SELECT ${query} AS query),
          open AS MATERIALIZED (SELECT array_agg(s.id) AS ids FROM spaces s WHERE ${readable}),
          parts AS MATERIALIZED (SELECT part FROM generate_series((SELECT max(part) FROM search_documents), (SELECT min(part) FROM search_documents), -1) AS part),
          found AS MATERIALIZED (
            SELECT d.* FROM asked CROSS JOIN open CROSS JOIN parts CROSS JOIN LATERAL (
              SELECT d.post_id, d.thread_id, ${key} AS key FROM search_documents d WHERE ${conditions.join(' AND ')} OFFSET 0) d
             ${anyOf.length > 0 ? 'WHERE numnode(asked.query) > 0' : ''} LIMIT ${MOST_RANKED + 1}),
          best AS MATERIALIZED (SELECT DISTINCT ON (thread_id) post_id, key, count(*) OVER (PARTITION BY thread_id)::int AS matches FROM found ORDER BY thread_id, key DESC, post_id DESC)
     SELECT counted.*, hit.* FROM (SELECT (SELECT count(*)::int FROM best) AS threads, (SELECT count(*)::int FROM found) AS posts) counted
       LEFT JOIN LATERAL (SELECT best.* FROM best ${from} ORDER BY best.key DESC, best.post_id DESC LIMIT ${value(size + 1)}) hit ON true
      ORDER BY hit.key DESC, hit.post_id DESC`,
    values,
  ];
}
