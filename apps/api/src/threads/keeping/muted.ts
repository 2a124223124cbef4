/**
 * Whether a thread stays in the lists of what may interest her: not those that she muted, alone, with their space or by
 * a tag; one that she follows herself stays whatever she muted around it. Needs `t`.
 * @param me the parameter of her id; null for visitors, who mute nothing
 */
export const notMutedBy = (me: string): string => `NOT EXISTS (
  SELECT 1 FROM subscriptions u WHERE u.member_id = ${me}::uuid AND u.level = 'mute'
     AND (u.thread_id = t.id OR ((u.space_id = t.space_id OR u.tag = ANY (t.tags))
          AND NOT EXISTS (SELECT 1 FROM subscriptions o WHERE o.member_id = ${me}::uuid AND o.thread_id = t.id AND o.level <> 'mute'))))`;
