import { Injectable } from '@nestjs/common';
import { folded, meantBy, TYPO_MIN, type Question } from '@foyer/domain/search';
import { Database } from '../platform/database/database.js';

/** Words that a beginning may stand for; more would be no search but a list. */
const MOST_ENDINGS = 12;
/** Letters of a beginning, at least. */
const SHORTEST_BEGINNING = 2;
const MOST_ALIKE = 200;
/** Of trigrams; with the swapped neighbours below, every single typo in four letters or more is above it. */
const ALIKE = 0.2;

interface Row {
  readonly place: number;
  readonly word: string;
  readonly uses: number;
}

/**
 * The words that people wrote, anywhere: what a beginning may become and what a typo was meant to be. They say what to
 * look for and are never shown: they may come from where the viewer may not read.
 */
@Injectable()
export class Vocabulary {
  constructor(private readonly database: Database) {}

  /** The question with its last word completed, most used words first; empty when none begins so. One statement. */
  async completed({ terms, last }: Question): Promise<string[][]> {
    const beginning = last === null ? '' : folded(last);
    if (beginning.length < SHORTEST_BEGINNING) return [];
    const rows = await this.database.rows<{ word: string }>(
      `SELECT word FROM (SELECT word, uses FROM search_words WHERE word >= $1 AND word < $1 || chr(1114111) ORDER BY word LIMIT 2000) known ORDER BY word = $1 DESC, uses DESC, word LIMIT ${MOST_ENDINGS}`,
      [beginning],
    );
    return rows.map(({ word }) => terms.map((term) => (term === last ? word : term)));
  }

  /** The question with one typo forgiven in each word that nobody wrote; null when there is nothing to forgive. One statement. */
  async corrected({ terms }: Question): Promise<readonly string[] | null> {
    const words = terms.map(folded);
    const longEnough = words.map((word) => ([...word].length >= TYPO_MIN && !word.includes(' ') ? word : null));
    if (longEnough.every((word) => word === null)) return null;
    const rows = await this.database.transaction(async (tx) => {
      await tx.rows(`SELECT set_config('pg_trgm.similarity_threshold', '${ALIKE}', true), set_config('statement_timeout', '1000', true)`);
      return tx.rows<Row>(
        `SELECT wanted.place::int, near.* FROM unnest($1::text[]) WITH ORDINALITY AS wanted (word, place) CROSS JOIN LATERAL (
           (SELECT k.word, k.uses FROM search_words k WHERE k.word % wanted.word AND length(k.word) BETWEEN length(wanted.word) - 1 AND length(wanted.word) + 1
             ORDER BY similarity(k.word, wanted.word) DESC, k.uses DESC LIMIT ${MOST_ALIKE})
           UNION ALL SELECT k.word, k.uses FROM search_words k
            WHERE k.word IN (SELECT left(wanted.word, at - 1) || substr(wanted.word, at + 1, 1) || substr(wanted.word, at, 1) || substr(wanted.word, at + 2) FROM generate_series(1, length(wanted.word) - 1) AS at)) near
          WHERE wanted.word IS NOT NULL`,
        [longEnough],
      );
    });
    const known = new Set(rows.map(({ word }) => word));
    const right = terms.map((term, index) => {
      const word = longEnough[index];
      return (word && !known.has(word) && meantBy(word, rows.filter(({ place }) => place === index + 1))) || term;
    });
    return right.some((word, index) => word !== terms[index]) ? right : null;
  }
}
