import type { Transaction } from '../platform/database/database.js';
import { insertRows, type Target } from './insert-rows.js';
import { stableId } from './stable-identity.js';

const AUDIT_ENTRIES: Target = {
  table: 'audit_entries',
  columns: { id: 'uuid', at: 'timestamptz', actor_id: 'uuid', action: 'text', subject_kind: 'text', subject_id: 'uuid', detail: 'jsonb' },
  onConflict: 'ON CONFLICT DO NOTHING',
};

interface Fact {
  readonly at: Date;
  readonly actor_id: string | null;
  readonly action: string;
  readonly subject_kind: string;
  readonly subject_id: string;
  readonly detail: object;
}

// What the team did in the story's year, as its own rows tell it.
const FACTS = `
  WITH keeper AS (SELECT id FROM members WHERE role = 'admin' ORDER BY created_at, id LIMIT 1)
  SELECT s.created_at AS at, k.id AS actor_id, 'space.created' AS action, 'space' AS subject_kind, s.id AS subject_id, jsonb_build_object('access', s.access, 'name', s.name_fr) AS detail
    FROM spaces s, keeper k
  UNION ALL SELECT g.created_at, k.id, 'group.created', 'group', g.id, jsonb_build_object('name', g.name) FROM groups g, keeper k
  UNION ALL SELECT m.added_at, k.id, 'group.memberAdded', 'group', m.group_id, jsonb_build_object('memberId', m.member_id) FROM group_members m, keeper k
  UNION ALL SELECT p.state_at, p.state_by, 'post.remove', 'post', p.id, jsonb_build_object('reason', p.state_reason) FROM posts p WHERE p.state = 'removed' AND p.state_by IS NOT NULL AND p.state_by <> p.author_id AND p.state_at IS NOT NULL
  UNION ALL SELECT a.created_at, a.actor_id, 'thread.' || a.kind, 'thread', a.thread_id, '{}'::jsonb FROM thread_actions a WHERE a.kind IN ('closed', 'reopened', 'pinned', 'unpinned')`;

/** Writes the story's year into the audit log; told again, it adds nothing. */
export async function tellJournal(tx: Transaction, source: string): Promise<void> {
  const facts = await tx.rows<Fact>(FACTS);
  const entries = facts.map((fact) => ({ ...fact, id: stableId({ source, kind: 'audit', key: [fact.action, fact.subject_id, JSON.stringify(fact.detail)].join(' ') }, fact.at) }));
  await insertRows(tx, AUDIT_ENTRIES, entries);
}
