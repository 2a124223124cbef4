import { Injectable } from '@nestjs/common';
import type { IdeaFacts, IdeaStatus } from '@foyer/domain/threads';
import type { Sql } from '../../platform/database/database.js';

export interface StoredIdea extends IdeaFacts {
  readonly votes: number;
  readonly voted: boolean;
}

/** Votes and statuses of ideas; their threads are locked before. */
@Injectable()
export class IdeasRepository {
  find(sql: Sql, threadId: string, memberId: string): Promise<StoredIdea | null> {
    return sql.row<StoredIdea>(
      `SELECT s.type AS "spaceType", t.idea_status AS status, t.votes_count AS votes, EXISTS (SELECT 1 FROM idea_votes v WHERE v.thread_id = t.id AND v.member_id = $2) AS voted
         FROM threads t JOIN spaces s ON s.id = t.space_id WHERE t.id = $1`,
      [threadId, memberId],
    );
  }

  async vote(sql: Sql, threadId: string, memberId: string, on: boolean, now: Date): Promise<void> {
    if (on) await sql.rows('INSERT INTO idea_votes (thread_id, member_id, created_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [threadId, memberId, now]);
    else await sql.rows('DELETE FROM idea_votes WHERE thread_id = $1 AND member_id = $2', [threadId, memberId]);
  }

  /** Counts the votes anew, under the thread's lock. */
  async count(sql: Sql, threadIds: readonly string[]): Promise<void> {
    await sql.rows('UPDATE threads t SET votes_count = (SELECT count(*)::int FROM idea_votes v WHERE v.thread_id = t.id) WHERE t.id = ANY ($1::uuid[])', [threadIds]);
  }

  /** Whoever voted for an idea votes for the one that it was merged into: once, whether she had voted for that already or not. */
  async carry(sql: Sql, fromId: string, toId: string, arrangementId: string): Promise<void> {
    await sql.rows(
      `INSERT INTO idea_votes (thread_id, member_id, carried_by, created_at) SELECT $2, member_id, $3, created_at FROM idea_votes WHERE thread_id = $1 ON CONFLICT DO NOTHING`,
      [fromId, toId, arrangementId],
    );
    await this.count(sql, [toId]);
  }

  /** Takes back the votes that came with a merge. */
  async uncarry(sql: Sql, threadId: string, arrangementId: string): Promise<void> {
    await sql.rows('DELETE FROM idea_votes WHERE thread_id = $1 AND carried_by = $2', [threadId, arrangementId]);
    await this.count(sql, [threadId]);
  }

  async setStatus(sql: Sql, threadId: string, status: IdeaStatus, answerId: string): Promise<void> {
    await sql.rows('UPDATE threads SET idea_status = $2, idea_answer_id = $3 WHERE id = $1', [threadId, status, answerId]);
  }
}
