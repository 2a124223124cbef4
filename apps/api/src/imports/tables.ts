import type { Target } from './insert-rows.js';

/** The columns that a bulk write fills; the others keep their defaults. */
export const MEMBERS: Target = {
  table: 'members',
  columns: {
    id: 'uuid', handle: 'citext', display_name: 'text', role: 'text', state: 'text', locale: 'text', bio_source: 'text', bio_html: 'text', bio_plain: 'text', place: 'text',
    expertise: 'text[]', interests: 'text[]', links: 'text[]', team_task: 'text', team_contact: 'text',
    pronouns: 'text', avatar_path: 'text', created_at: 'timestamptz', read_baseline_at: 'timestamptz', last_seen_at: 'timestamptz', previous_visit_at: 'timestamptz',
  },
};
export const ACCOUNTS: Target = { table: 'member_accounts', columns: { member_id: 'uuid', email: 'citext', password_hash: 'text', password_changed_at: 'timestamptz', email_confirmed_at: 'timestamptz' } };
export const FOLLOWS: Target = { table: 'member_follows', columns: { follower_id: 'uuid', followed_id: 'uuid', created_at: 'timestamptz' }, onConflict: 'ON CONFLICT DO NOTHING' };
export const GROUPS: Target = { table: 'groups', columns: { id: 'uuid', code: 'text', name: 'text', description: 'text', rule: 'jsonb', created_at: 'timestamptz' } };
export const CUSTOM_ROLES: Target = { table: 'custom_roles', columns: { id: 'uuid', code: 'text', name: 'text', description: 'text', permissions: 'text[]', created_at: 'timestamptz' } };
export const MEMBER_ROLES: Target = { table: 'member_roles', columns: { member_id: 'uuid', role_id: 'uuid', added_at: 'timestamptz' }, onConflict: 'ON CONFLICT DO NOTHING' };
export const GROUP_MEMBERS: Target = { table: 'group_members', columns: { group_id: 'uuid', member_id: 'uuid', added_at: 'timestamptz' }, onConflict: 'ON CONFLICT DO NOTHING' };
export const SPACES: Target = {
  table: 'spaces',
  columns: {
    id: 'uuid', code: 'text', slug: 'text', name_fr: 'text', name_en: 'text', description_fr: 'text', description_en: 'text', icon: 'text',
    position: 'integer', access: 'text', who_starts: 'text', interests: 'text[]', created_at: 'timestamptz',
  },
};
export const SPACE_GRANTS: Target = { table: 'space_grants', columns: { id: 'uuid', space_id: 'uuid', action: 'text', role: 'text', group_id: 'uuid' }, onConflict: 'ON CONFLICT DO NOTHING' };
export const THREADS: Target = {
  table: 'threads',
  columns: {
    id: 'uuid', code: 'text', slug: 'text', space_id: 'uuid', author_id: 'uuid', title: 'text', kind: 'text', locale: 'text', tags: 'text[]', state: 'text',
    pinned_at: 'timestamptz', closed_at: 'timestamptz', accepted_post_id: 'uuid', accepted_by: 'uuid', accepted_at: 'timestamptz', created_at: 'timestamptz',
    last_post_at: 'timestamptz', views: 'integer', revision: 'bigint', truncated_from: 'integer',
  },
};
export const POSTS: Target = {
  table: 'posts',
  columns: {
    id: 'uuid', code: 'text', thread_id: 'uuid', author_id: 'uuid', position: 'integer', state: 'text', state_reason: 'text', state_by: 'uuid', state_at: 'timestamptz',
    source: 'text', format: 'text', html: 'text', renderer: 'smallint', plain: 'text', locale: 'text', reply_to_id: 'uuid', created_at: 'timestamptz',
    edited_at: 'timestamptz', edits: 'integer', revision: 'bigint', reaction_counts: 'jsonb', imported_likes: 'integer',
  },
};
export const POST_VERSIONS: Target = {
  table: 'post_versions',
  columns: { post_id: 'uuid', number: 'integer', source: 'text', format: 'text', html: 'text', editor_id: 'uuid', created_at: 'timestamptz' },
};
export const POST_REACTIONS: Target = { table: 'post_reactions', columns: { post_id: 'uuid', member_id: 'uuid', kind: 'text', created_at: 'timestamptz' } };
export const POST_MENTIONS: Target = { table: 'post_mentions', columns: { post_id: 'uuid', member_id: 'uuid' } };
export const THREAD_ACTIONS: Target = {
  table: 'thread_actions',
  columns: { id: 'uuid', thread_id: 'uuid', kind: 'text', actor_id: 'uuid', after_position: 'integer', detail: 'text', created_at: 'timestamptz', revision: 'bigint' },
};
export const THREAD_READS: Target = { table: 'thread_reads', columns: { member_id: 'uuid', thread_id: 'uuid', position: 'integer', read_at: 'timestamptz' }, onConflict: 'ON CONFLICT DO NOTHING' };
export const IMPORT_REFS: Target = { table: 'import_refs', columns: { source: 'text', kind: 'text', external_id: 'text', internal_id: 'uuid' }, onConflict: 'ON CONFLICT DO NOTHING' };
/** Written without the job that hands events to their consumers: nobody is told of what happened elsewhere, or before. */
export const DOMAIN_EVENTS: Target = {
  table: 'domain_events',
  columns: { id: 'uuid', type: 'text', version: 'smallint', occurred_at: 'timestamptz', actor_id: 'uuid', subject_id: 'uuid', space_id: 'uuid', origin: 'text', payload: 'jsonb' },
};
