import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Threads, posts, their history, reactions and reading positions. */
export class ThreadsPosts1763640000300 implements MigrationInterface {
  name = 'ThreadsPosts1763640000300';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE TABLE threads (
        id uuid PRIMARY KEY,
        code text NOT NULL UNIQUE,
        slug text NOT NULL,
        space_id uuid NOT NULL REFERENCES spaces (id),
        author_id uuid NOT NULL REFERENCES members (id),
        title text NOT NULL,
        kind text NOT NULL DEFAULT 'discussion' CHECK (kind IN ('discussion','question','announcement')),
        locale text NOT NULL DEFAULT 'fr' CHECK (locale IN ('fr','en')),
        tags text[] NOT NULL DEFAULT '{}',
        state text NOT NULL DEFAULT 'visible' CHECK (state IN ('visible','removed')),
        pinned_at timestamptz,
        closed_at timestamptz,
        accepted_post_id uuid,
        accepted_by uuid,
        accepted_at timestamptz,
        created_at timestamptz NOT NULL,
        last_post_at timestamptz NOT NULL,
        last_post_id uuid,
        last_position integer NOT NULL DEFAULT 0,
        replies_count integer NOT NULL DEFAULT 0,
        views integer NOT NULL DEFAULT 0,
        revision bigint NOT NULL DEFAULT 1,
        truncated_from integer
      ) WITH (fillfactor = 80)`);
    await q.query(`CREATE INDEX threads_by_space ON threads (space_id, last_post_at DESC, id DESC) WHERE state = 'visible'`);
    await q.query(`CREATE INDEX threads_pinned ON threads (space_id, pinned_at DESC) WHERE pinned_at IS NOT NULL AND state = 'visible'`);
    await q.query(`CREATE INDEX threads_recent ON threads (last_post_at DESC, id DESC) WHERE state = 'visible'`);
    await q.query(`CREATE INDEX threads_popular ON threads (space_id, replies_count DESC, id DESC) WHERE state = 'visible'`);
    await q.query(`CREATE INDEX threads_by_author ON threads (author_id, last_post_at DESC, id DESC)`);
    await q.query(`CREATE INDEX threads_tags ON threads USING gin (tags)`);
    await q.query(`CREATE INDEX threads_unanswered ON threads (space_id, created_at DESC, id DESC) WHERE kind = 'question' AND replies_count = 0 AND state = 'visible'`);
    await q.query(`
      CREATE TABLE posts (
        id uuid PRIMARY KEY,
        code text NOT NULL UNIQUE,
        thread_id uuid NOT NULL REFERENCES threads (id) ON DELETE CASCADE,
        author_id uuid NOT NULL REFERENCES members (id),
        position integer NOT NULL,
        state text NOT NULL DEFAULT 'visible'
          CHECK (state IN ('draft','scheduled','held','visible','hidden','removed')),
        state_reason text,
        state_by uuid,
        state_at timestamptz,
        source text NOT NULL,
        format text NOT NULL DEFAULT 'markdown' CHECK (format IN ('markdown','html')),
        html text NOT NULL,
        renderer smallint NOT NULL,
        plain text NOT NULL,
        locale text CHECK (locale IN ('fr','en')),
        reply_to_id uuid REFERENCES posts (id),
        created_at timestamptz NOT NULL,
        edited_at timestamptz,
        edited_by uuid,
        edits integer NOT NULL DEFAULT 0,
        revision bigint NOT NULL DEFAULT 1,
        reaction_counts jsonb NOT NULL DEFAULT '{}',
        imported_likes integer NOT NULL DEFAULT 0,
        client_key text,
        UNIQUE (thread_id, position)
      ) WITH (fillfactor = 90)`);
    await q.query(`CREATE INDEX posts_changes ON posts (thread_id, revision)`);
    await q.query(`CREATE INDEX posts_by_author ON posts (author_id, created_at DESC, id DESC)`);
    await q.query(`CREATE INDEX posts_reply_to ON posts (reply_to_id) WHERE reply_to_id IS NOT NULL`);
    await q.query(`CREATE UNIQUE INDEX posts_client_key ON posts (author_id, client_key) WHERE client_key IS NOT NULL`);
    await q.query(`CREATE INDEX posts_recent ON posts (created_at DESC)`);
    await q.query(`
      CREATE TABLE post_versions (
        post_id uuid NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
        number integer NOT NULL,
        source text NOT NULL,
        format text NOT NULL,
        html text NOT NULL,
        editor_id uuid NOT NULL REFERENCES members (id),
        created_at timestamptz NOT NULL,
        PRIMARY KEY (post_id, number)
      )`);
    await q.query(`
      CREATE TABLE post_reactions (
        post_id uuid NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
        member_id uuid NOT NULL REFERENCES members (id),
        kind text NOT NULL CHECK (kind IN ('like','flame','thanks','laugh','wave','bravo')),
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (post_id, member_id, kind)
      )`);
    await q.query(`CREATE INDEX post_reactions_member ON post_reactions (member_id, created_at DESC)`);
    await q.query(`
      CREATE TABLE post_mentions (
        post_id uuid NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
        member_id uuid NOT NULL REFERENCES members (id),
        PRIMARY KEY (post_id, member_id)
      )`);
    await q.query(`CREATE INDEX post_mentions_member ON post_mentions (member_id)`);
    await q.query(`
      CREATE TABLE thread_actions (
        id uuid PRIMARY KEY,
        thread_id uuid NOT NULL REFERENCES threads (id) ON DELETE CASCADE,
        kind text NOT NULL,
        actor_id uuid REFERENCES members (id),
        after_position integer NOT NULL,
        detail text,
        created_at timestamptz NOT NULL DEFAULT now(),
        revision bigint NOT NULL
      )`);
    await q.query(`CREATE INDEX thread_actions_place ON thread_actions (thread_id, after_position)`);
    await q.query(`
      CREATE TABLE thread_reads (
        member_id uuid NOT NULL REFERENCES members (id) ON DELETE CASCADE,
        thread_id uuid NOT NULL REFERENCES threads (id) ON DELETE CASCADE,
        position integer NOT NULL,
        read_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (member_id, thread_id)
      ) WITH (fillfactor = 80)`);
    await q.query(`CREATE INDEX thread_reads_thread ON thread_reads (thread_id)`);
    await q.query(`
      CREATE TABLE thread_participants (
        thread_id uuid NOT NULL REFERENCES threads (id) ON DELETE CASCADE,
        member_id uuid NOT NULL REFERENCES members (id),
        posts integer NOT NULL DEFAULT 1,
        last_post_at timestamptz NOT NULL,
        PRIMARY KEY (thread_id, member_id)
      ) WITH (fillfactor = 80)`);
    await q.query(`CREATE INDEX thread_participants_latest ON thread_participants (thread_id, last_post_at DESC)`);
    await q.query(`CREATE INDEX thread_participants_member ON thread_participants (member_id)`);
    await q.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON threads, posts, post_versions, post_reactions, post_mentions, thread_actions, thread_reads, thread_participants TO foyer_app`);
  }

  /** Loses all that was written, with its history, reactions and reading positions, for good: only a backup brings them back. */
  async down(q: QueryRunner): Promise<void> {
    await q.query(`DROP TABLE thread_participants, thread_reads, thread_actions, post_mentions, post_reactions, post_versions, posts, threads`);
  }
}
