import type { storyIdeas } from '@foyer/story-seed';
import type { Transaction } from '../platform/database/database.js';

/** Ideas of the story: whoever wrote in one or liked how it began has voted for it, and the team's own words say where it stands. */
export async function writeIdeas(tx: Transaction, source: string, space: string, ideas: typeof storyIdeas): Promise<void> {
  await tx.rows(
    `UPDATE spaces SET type = 'ideas' WHERE id = (SELECT internal_id FROM import_refs WHERE source = $1 AND kind = 'space' AND external_id = $2)`,
    [source, space],
  );
  await tx.rows(`
    INSERT INTO idea_votes (thread_id, member_id, created_at)
    SELECT vote.thread_id, vote.member_id, min(vote.at) FROM (
      SELECT t.id AS thread_id, p.author_id AS member_id, p.created_at AS at FROM threads t JOIN spaces s ON s.id = t.space_id AND s.type = 'ideas' JOIN posts p ON p.thread_id = t.id AND p.state = 'visible'
      UNION ALL
      SELECT t.id, r.member_id, r.created_at FROM threads t JOIN spaces s ON s.id = t.space_id AND s.type = 'ideas' JOIN posts p ON p.thread_id = t.id AND p.position = 1 JOIN post_reactions r ON r.post_id = p.id
    ) vote JOIN members m ON m.id = vote.member_id AND m.role IN ('member','ambassador')
    GROUP BY vote.thread_id, vote.member_id ON CONFLICT DO NOTHING`);
  await tx.rows(`UPDATE threads t SET votes_count = (SELECT count(*)::int FROM idea_votes v WHERE v.thread_id = t.id) FROM spaces s WHERE s.id = t.space_id AND s.type = 'ideas'`);
  const told = Object.entries(ideas);
  await tx.rows(
    `UPDATE threads t SET idea_status = said.status, idea_answer_id = p.id
       FROM unnest($2::text[], $3::text[], $4::int[]) AS said (key, status, answer)
       JOIN import_refs r ON r.source = $1 AND r.kind = 'thread' AND r.external_id = said.key
       JOIN posts p ON p.thread_id = r.internal_id AND p.position = said.answer
      WHERE t.id = r.internal_id`,
    [source, told.map(([key]) => key), told.map(([, { status }]) => status), told.map(([, { answer }]) => answer)],
  );
}
