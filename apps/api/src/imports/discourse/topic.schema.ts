import * as v from 'valibot';

/**
 * The parts of Discourse's public JSON that the import reads. Unknown fields are let be, missing ones have the
 * value that older versions imply; a wrong type refuses the file, which is then reported by name.
 */
const instant = v.pipe(v.string(), v.isoTimestamp('is not an instant'), v.transform((text) => new Date(text)));
/** The largest count that a column takes. */
const LARGEST = 2_147_483_647;
const whole = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(LARGEST, 'is too large'));
const id = v.pipe(v.number(), v.integer());
const flag = v.optional(v.nullable(v.boolean(), false), false);
const words = v.optional(v.nullable(v.string()), null);
/** No forum takes posts and titles of these lengths: whatever has them would be minutes of work, and no text to read. */
const LONGEST_POST = 1_000_000;
const LONGEST_TITLE = 1_000;
const longText = v.pipe(v.string(), v.maxLength(LONGEST_POST, 'is too long for a post'));

const pollSchema = v.object({
  name: v.optional(v.string(), 'poll'),
  title: words,
  voters: v.optional(whole, 0),
  options: v.optional(v.array(v.object({ html: v.string(), votes: v.optional(whole, 0) })), []),
});

const postSchema = v.object({
  id,
  username: words,
  name: words,
  avatar_template: words,
  user_id: v.optional(v.nullable(id), null),
  created_at: instant,
  updated_at: v.optional(v.nullable(instant), null),
  cooked: v.optional(v.nullable(longText, ''), ''),
  raw: v.optional(v.nullable(longText), null),
  post_number: v.pipe(v.number(), v.integer(), v.minValue(1)),
  post_type: v.optional(whole, 1),
  reply_to_post_number: v.optional(v.nullable(whole), null),
  version: v.optional(v.nullable(whole, 1), 1),
  actions_summary: v.optional(v.array(v.object({ id, count: v.optional(v.nullable(whole, 0), 0) })), []),
  accepted_answer: flag,
  action_code: words,
  deleted_at: v.optional(v.nullable(instant), null),
  user_deleted: flag,
  hidden: flag,
  user_suspended: flag,
  staff: flag,
  polls: v.optional(v.nullable(v.array(pollSchema), []), []),
});

const tagSchema = v.union([v.string(), v.pipe(v.object({ name: v.string() }), v.transform((tag) => tag.name))]);

export const topicSchema = v.object({
  id: v.pipe(v.number(), v.integer(), v.minValue(1)),
  title: v.pipe(v.string(), v.trim(), v.nonEmpty('is empty'), v.maxLength(LONGEST_TITLE, 'is too long for a title')),
  slug: v.optional(v.nullable(v.string(), ''), ''),
  category_id: v.optional(v.nullable(id), null),
  created_at: instant,
  posts_count: v.optional(whole, 0),
  views: v.optional(whole, 0),
  closed: flag,
  archived: flag,
  visible: v.optional(v.boolean(), true),
  archetype: v.optional(v.string(), 'regular'),
  pinned_at: v.optional(v.nullable(instant), null),
  deleted_at: v.optional(v.nullable(instant), null),
  tags: v.optional(v.nullable(v.array(tagSchema), []), []),
  post_stream: v.object({
    posts: v.pipe(v.array(postSchema), v.minLength(1, 'has no post')),
    stream: v.optional(v.array(id), []),
  }),
});

export type DiscourseTopic = v.InferOutput<typeof topicSchema>;
export type DiscoursePost = v.InferOutput<typeof postSchema>;
export type DiscoursePoll = v.InferOutput<typeof pollSchema>;

const categorySchema = v.object({
  id,
  name: v.pipe(v.string(), v.trim(), v.nonEmpty('is empty')),
  slug: v.optional(v.nullable(v.string(), ''), ''),
  description_text: words,
  position: v.optional(v.nullable(v.number()), null),
  parent_category_id: v.optional(v.nullable(id), null),
  read_restricted: flag,
});
export type DiscourseCategory = v.InferOutput<typeof categorySchema>;

/** `/categories.json`, `/site.json`'s `categories`, or a bare list. */
export const categoriesSchema = v.union([
  v.array(categorySchema),
  v.pipe(v.object({ category_list: v.object({ categories: v.array(categorySchema) }) }), v.transform((file) => file.category_list.categories)),
  v.pipe(v.object({ categories: v.array(categorySchema) }), v.transform((file) => file.categories)),
]);

/** `post_type` of Discourse. */
export const POST_TYPE = { regular: 1, moderatorAction: 2, smallAction: 3, whisper: 4 } as const;
/** `actions_summary` of Discourse: a like. */
export const LIKE_ACTION = 2;
