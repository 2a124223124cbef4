import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Pictures in posts: which posts show a file, and so who may see it. */
export class ThreadsPictures1763640000771 implements MigrationInterface {
  name = 'ThreadsPictures1763640000771';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`ALTER TABLE files DROP CONSTRAINT files_access_check, ADD CONSTRAINT files_access_check CHECK (access IN ('public','members','owner','asked'))`);
    await q.query(`
      CREATE TABLE post_files (
        post_id uuid NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
        file_id uuid NOT NULL REFERENCES files (id) ON DELETE CASCADE,
        PRIMARY KEY (file_id, post_id)
      )`);
    await q.query(`CREATE INDEX post_files_post ON post_files (post_id)`);
    // For finding those that no post ever came to show.
    await q.query(`CREATE INDEX files_in_posts ON files (created_at) WHERE purpose = 'post' AND deleted_at IS NULL`);
    await q.query(`GRANT SELECT, INSERT, DELETE ON post_files TO foyer_app`);
  }

  /** Loses the pictures of posts: their contents stay on the disk, nothing shows them any more. */
  async down(q: QueryRunner): Promise<void> {
    await q.query(`DROP TABLE post_files`);
    await q.query(`DROP INDEX files_in_posts`);
    await q.query(`DELETE FROM files WHERE access = 'asked'`);
    await q.query(`ALTER TABLE files DROP CONSTRAINT files_access_check, ADD CONSTRAINT files_access_check CHECK (access IN ('public','members','owner'))`);
  }
}
