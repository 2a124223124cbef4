import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Names in the order people expect, accents aside, whatever the database's collation. */
export class MembersSortNames1763640000551 implements MigrationInterface {
  name = 'MembersSortNames1763640000551';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`ALTER TABLE members ADD COLUMN sort_name text GENERATED ALWAYS AS (lower(regexp_replace(normalize(display_name, NFD), '[\\u0300-\\u036f]', '', 'g'))) STORED`);
    await q.query(`DROP INDEX members_by_name`);
    await q.query(`CREATE INDEX members_by_name ON members (sort_name, id) WHERE state = 'active'`);
  }

  /** Loses the order of names, which the way forward computes again; names are as they were. */
  async down(q: QueryRunner): Promise<void> {
    await q.query(`ALTER TABLE members DROP COLUMN sort_name`);
    await q.query(`CREATE INDEX members_by_name ON members (lower(display_name), id) WHERE state = 'active'`);
  }
}
