/** A thread as an idea, as JSON; null where the space is not for ideas. Needs `t` and `s`. */
export const IDEA = `
  CASE WHEN s.type = 'ideas' THEN jsonb_build_object('status', t.idea_status, 'votes', t.votes_count,
       'answerCode', (SELECT ia.code FROM posts ia WHERE ia.id = t.idea_answer_id AND ia.thread_id = t.id AND ia.state = 'visible')) END`;
