export interface ForumPost {
  readonly id: number;
  readonly number: number;
  readonly userId: number;
  readonly username: string;
  readonly at: Date;
  readonly raw: string;
  readonly replyTo: number | null;
  readonly likes: number;
  readonly accepted: boolean;
}

/** A post as Discourse gives it, fields that nobody reads included: they are most of what is parsed. */
export function postJson(post: ForumPost, topicId: number, slug: string): object {
  return {
    id: post.id, name: '', username: post.username, avatar_template: `/user_avatar/forum.example.org/${post.username}/{size}/1_2.png`,
    created_at: post.at.toISOString(), cooked: cooked(post.raw), post_number: post.number, post_type: 1, updated_at: post.at.toISOString(),
    reply_count: 0, reply_to_post_number: post.replyTo, quote_count: 0, incoming_link_count: 2, reads: 40, readers_count: 39, score: 12.4, yours: false,
    topic_id: topicId, topic_slug: slug, display_username: '', primary_group_name: null, flair_name: null, flair_url: null, flair_bg_color: null,
    flair_color: null, version: 1, can_edit: false, can_delete: false, can_recover: false, can_wiki: false, read: true, user_title: null, bookmarked: false,
    actions_summary: post.likes > 0 ? [{ id: 2, count: post.likes }] : [], moderator: false, admin: false, staff: false, user_id: post.userId, hidden: false,
    trust_level: 1, deleted_at: null, user_deleted: false, edit_reason: null, can_view_edit_history: true, wiki: false, can_accept_answer: false,
    can_unaccept_answer: false, accepted_answer: post.accepted,
  };
}

export interface TopicParts {
  readonly id: number;
  readonly title: string;
  readonly slug: string;
  readonly categoryId: number;
  readonly views: number;
  readonly posts: readonly object[];
  readonly first: ForumPost | undefined;
  readonly last: ForumPost | undefined;
}

export function topicJson({ id, title, slug, categoryId, views, posts, first, last }: TopicParts): string {
  return JSON.stringify({
    post_stream: { posts, stream: posts.map((_, at) => at) }, timeline_lookup: [[1, 300]], id, title, fancy_title: title, posts_count: posts.length,
    created_at: first?.at.toISOString(), views, reply_count: 0, like_count: 0, last_posted_at: last?.at.toISOString(), visible: true, closed: false,
    archived: false, has_summary: false, archetype: 'regular', slug, category_id: categoryId, word_count: 1_000, deleted_at: null, user_id: first?.userId,
    featured_link: null, pinned_globally: false, pinned_at: null, pinned_until: null, tags: [], details: { participants: [] },
  });
}

/** About the HTML that the forum would have made, in length and in kind. */
const cooked = (raw: string): string => raw.split('\n\n').map((part) => `<p>${part.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/\n/g, '<br>\n')}</p>`).join('\n');
