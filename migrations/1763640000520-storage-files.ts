import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Files that members bring, uploads on their way in, and the pictures of a profile. */
export class StorageFiles1763640000520 implements MigrationInterface {
  name = 'StorageFiles1763640000520';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE TABLE files (
        id uuid PRIMARY KEY,
        owner_id uuid REFERENCES members (id) ON DELETE SET NULL,
        purpose text NOT NULL,
        sha256 bytea NOT NULL CHECK (length(sha256) = 32),
        media_type text NOT NULL,
        bytes bigint NOT NULL CHECK (bytes >= 0),
        width integer,
        height integer,
        access text NOT NULL CHECK (access IN ('public','members','owner')),
        variants jsonb NOT NULL DEFAULT '{}',
        created_at timestamptz NOT NULL DEFAULT now(),
        deleted_at timestamptz
      )`);
    await q.query(`CREATE INDEX files_owner ON files (owner_id)`);
    await q.query(`CREATE INDEX files_deleted ON files (deleted_at) WHERE deleted_at IS NOT NULL`);
    // Which contents are still wanted: one row per file and distinct content.
    await q.query(`
      CREATE TABLE file_contents (
        file_id uuid NOT NULL REFERENCES files (id) ON DELETE CASCADE,
        sha256 bytea NOT NULL CHECK (length(sha256) = 32),
        PRIMARY KEY (file_id, sha256)
      )`);
    await q.query(`CREATE INDEX file_contents_content ON file_contents (sha256)`);
    await q.query(`
      CREATE TABLE uploads (
        id uuid PRIMARY KEY,
        owner_id uuid NOT NULL REFERENCES members (id) ON DELETE CASCADE,
        purpose text NOT NULL,
        bytes bigint NOT NULL CHECK (bytes > 0),
        created_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL
      )`);
    await q.query(`CREATE INDEX uploads_owner ON uploads (owner_id)`);
    await q.query(`CREATE INDEX uploads_expiry ON uploads (expires_at)`);
    await q.query(`
      ALTER TABLE members
        ADD COLUMN avatar_file_id uuid REFERENCES files (id) ON DELETE SET NULL,
        ADD COLUMN cover_file_id uuid REFERENCES files (id) ON DELETE SET NULL,
        ADD COLUMN cover_path text`);
    await q.query(`CREATE INDEX members_avatar_file ON members (avatar_file_id) WHERE avatar_file_id IS NOT NULL`);
    await q.query(`CREATE INDEX members_cover_file ON members (cover_file_id) WHERE cover_file_id IS NOT NULL`);
    await q.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON files, uploads TO foyer_app`);
    await q.query(`GRANT SELECT, INSERT, DELETE ON file_contents TO foyer_app`);
  }

  /** Loses which files there are and whose: uploaded pictures are gone from profiles, their contents stay on the disk. */
  async down(q: QueryRunner): Promise<void> {
    // A picture that nothing can serve any more would be a broken one.
    await q.query(`UPDATE members SET avatar_path = NULL WHERE avatar_file_id IS NOT NULL`);
    await q.query(`ALTER TABLE members DROP COLUMN cover_path, DROP COLUMN cover_file_id, DROP COLUMN avatar_file_id`);
    await q.query(`DROP TABLE uploads, file_contents, files`);
  }
}
