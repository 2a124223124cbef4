import { keyOf } from './keys.js';
import { isBroken, readTopic, type Broken, type TopicFile } from './read-folder.js';
import { actionKind } from './small-actions.js';
import { POST_TYPE, LIKE_ACTION, type DiscoursePost, type DiscourseTopic } from './topic.schema.js';

/** What the plan needs to know of a topic, without its texts: small enough to be kept for a whole forum. */
export interface TopicFacts {
  readonly file: TopicFile;
  readonly id: number;
  readonly slug: string;
  readonly title: string;
  readonly categoryId: number | null;
  readonly createdAt: Date;
  /** Post ids by number, without small actions and whispers. */
  readonly posts: ReadonlyMap<number, number>;
  /** Small actions that have an equivalent here. */
  readonly actionIds: readonly number[];
  /** Posts of any kind in the file. */
  readonly given: number;
  readonly likes: number;
  readonly closed: boolean;
  readonly pinned: boolean;
  readonly accepted: boolean;
  /** How many posts the forum counted, when the file has fewer. */
  readonly truncatedFrom: number | null;
}

/** Somebody who wrote, under the key that posts name her by. */
export interface AuthorFacts {
  readonly key: string;
  readonly username: string | null;
  readonly name: string | null;
  readonly firstSeen: Date;
  readonly lastSeen: Date;
  readonly suspended: boolean;
  readonly staff: boolean;
  readonly usernames: ReadonlySet<string>;
}

export interface Skipped {
  readonly file: string;
  readonly why: string;
}

export interface Survey {
  readonly topics: readonly TopicFacts[];
  readonly authors: ReadonlyMap<string, AuthorFacts>;
  readonly broken: readonly Broken[];
  readonly skipped: readonly Skipped[];
  readonly hosts: ReadonlySet<string>;
}

/** Reads every file once, one at a time; `progress` is told the bytes read. */
export async function surveyFolder(files: readonly TopicFile[], progress: (bytes: number) => void): Promise<Survey> {
  const topics = new Map<number, TopicFacts>();
  const authors = new Map<string, AuthorFacts>();
  const broken: Broken[] = [];
  const skipped: Skipped[] = [];
  const hosts = new Set<string>();
  for (const file of files) {
    const topic = await readTopic(file);
    progress(file.bytes);
    if (isBroken(topic)) {
      broken.push(topic);
      continue;
    }
    const why = reasonToSkip(topic, topics);
    if (why !== null) {
      skipped.push({ file: file.name, why });
      continue;
    }
    topics.set(topic.id, factsOf(file, topic));
    for (const post of topic.post_stream.posts) {
      noteAuthor(authors, post);
      const host = /^\/(?:letter_avatar|user_avatar)\/([^/]+)\//.exec(post.avatar_template ?? '')?.[1];
      if (host) hosts.add(host.toLowerCase());
    }
  }
  return { topics: [...topics.values()], authors, broken, skipped, hosts };
}

function reasonToSkip(topic: DiscourseTopic, seen: ReadonlyMap<number, TopicFacts>): string | null {
  const same = seen.get(topic.id);
  if (same) return `same topic as ${same.file.name}`;
  if (topic.archetype !== 'regular') return topic.archetype === 'private_message' ? 'private message' : `not a topic (${topic.archetype})`;
  if (topic.deleted_at) return 'deleted topic';
  // Listed here, it would be more public than it was.
  if (!topic.visible) return 'unlisted topic';
  if (!topic.post_stream.posts.some(isPost)) return 'no post of its own';
  return null;
}

/** What people wrote; small actions become history, whispers stay with the staff who whispered. */
export const isPost = (post: DiscoursePost): boolean => post.post_type === POST_TYPE.regular || post.post_type === POST_TYPE.moderatorAction;
export const likesOf = (post: DiscoursePost): number => post.actions_summary.find((action) => action.id === LIKE_ACTION)?.count ?? 0;

export const inOrder = (topic: DiscourseTopic): DiscoursePost[] => topic.post_stream.posts.toSorted((a, b) => a.post_number - b.post_number);

function factsOf(file: TopicFile, topic: DiscourseTopic): TopicFacts {
  const all = inOrder(topic);
  const posts = all.filter(isPost);
  const counted = Math.max(topic.posts_count, topic.post_stream.stream.length);
  return {
    file,
    id: topic.id,
    slug: topic.slug,
    title: topic.title,
    categoryId: topic.category_id,
    createdAt: topic.created_at,
    posts: new Map(posts.map((post) => [post.post_number, post.id])),
    actionIds: all.filter((post) => actionKind(post) !== null).map((post) => post.id),
    given: all.length,
    likes: posts.reduce((sum, post) => sum + likesOf(post), 0),
    closed: topic.closed || topic.archived,
    pinned: topic.pinned_at !== null,
    accepted: posts.some((post) => post.accepted_answer),
    truncatedFrom: all.length < counted ? counted : null,
  };
}

/** The key of whoever wrote a post: her number, else her name, else the placeholder of deleted accounts. */
export function authorKey(post: DiscoursePost): string {
  if (post.user_id !== null && post.username !== null) return keyOf.member(post.user_id);
  return post.username === null ? keyOf.formerMember : keyOf.username(post.username);
}

function noteAuthor(authors: Map<string, AuthorFacts>, post: DiscoursePost): void {
  if (post.post_type === POST_TYPE.whisper) return;
  const key = authorKey(post);
  const known = authors.get(key);
  // People change their names: the latest one counts, the others still lead to them.
  const latest = !known || post.created_at >= known.lastSeen;
  authors.set(key, {
    key,
    username: (latest ? post.username : known.username) ?? post.username,
    name: (latest ? post.name || known?.name : known.name || post.name) || null,
    firstSeen: known && known.firstSeen <= post.created_at ? known.firstSeen : post.created_at,
    lastSeen: latest ? post.created_at : known.lastSeen,
    suspended: post.user_suspended || (known?.suspended ?? false),
    staff: post.staff || (known?.staff ?? false),
    usernames: post.username === null ? (known?.usernames ?? new Set()) : new Set([...(known?.usernames ?? []), post.username]),
  });
}
