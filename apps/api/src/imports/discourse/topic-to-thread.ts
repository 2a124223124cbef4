import type { PostRecord, RecordLocale, ThreadActionRecord, ThreadRecord } from '@foyer/domain/imports';
import { MAX_SOURCE, sanitizeHtml, TooIntricate } from '../../platform/text/index.js';
import { slugOf } from '../../platform/ids/ids.js';
import { convertHtml, relinkHtml } from './convert-html.js';
import { convertText, type TextContext } from './convert-text.js';
import { keyOf } from './keys.js';
import { splitRawPosts } from './raw-posts.js';
import type { OldForum } from './rewrite-links.js';
import { actionKind, isSmallAction } from './small-actions.js';
import { authorKey, inOrder, isPost, likesOf, type TopicFacts } from './survey.js';
import type { DiscoursePost, DiscourseTopic } from './topic.schema.js';
import { WORDS } from './words.js';

export interface ThreadContext {
  readonly facts: TopicFacts;
  readonly forum: OldForum;
  readonly locale: RecordLocale;
}

export interface ConvertedThread {
  readonly record: ThreadRecord;
  readonly missingFiles: number;
  /** Posts that had no Markdown: their HTML was converted, or kept. */
  readonly fromHtml: number;
  /** Small actions without an equivalent here, by their code. */
  readonly leftActions: readonly string[];
}

/** A Discourse topic → a thread with its posts in order and its small actions as history. */
export function topicToThread(topic: DiscourseTopic, raw: string | null, context: ThreadContext): ConvertedThread {
  const { facts, locale } = context;
  const all = inOrder(topic);
  const posts = all.filter(isPost);
  const sources = raw === null ? new Map<number, string>() : splitRawPosts(raw, all);
  const converted = posts.map((post) => convertPost(post, sources.get(post.post_number) ?? post.raw, topic, context));
  const actions = actionsOf(all);
  const closedAt = actions.kept.findLast((action) => action.kind === 'closed')?.at ?? posts.at(-1)?.created_at ?? topic.created_at;
  const accepted = posts.find((post) => post.accepted_answer);
  const [opening] = posts;
  return {
    record: {
      key: keyOf.thread(topic.id),
      spaceKey: keyOf.space(topic.category_id),
      authorKey: opening ? authorKey(opening) : keyOf.formerMember,
      title: topic.title.toWellFormed().replace(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu, ' ').replace(/\s+/g, ' ').trim() || slugOf(topic.slug),
      kind: accepted ? 'question' : 'discussion',
      locale,
      tags: tagsOf(topic.tags),
      createdAt: topic.created_at,
      views: topic.views,
      pinnedAt: topic.pinned_at,
      closedAt: facts.closed ? closedAt : null,
      acceptedPostKey: accepted ? keyOf.post(accepted.id) : null,
      truncatedFrom: facts.truncatedFrom,
      posts: converted.map((post) => post.record),
      actions: actions.kept,
    },
    missingFiles: converted.reduce((sum, post) => sum + post.missingFiles, 0),
    fromHtml: converted.filter((post) => post.fromHtml).length,
    leftActions: actions.left,
  };
}

interface ConvertedPost {
  readonly record: PostRecord;
  readonly missingFiles: number;
  readonly fromHtml: boolean;
}

function convertPost(post: DiscoursePost, source: string | null, topic: DiscourseTopic, { facts, forum, locale }: ThreadContext): ConvertedPost {
  const context: TextContext = { forum, words: WORDS[locale], topicId: topic.id, postNumber: post.post_number, replyTo: post.reply_to_post_number, polls: post.polls };
  const { text, replyTo, missingFiles } = source === null ? fromHtml(post.cooked, context) : fromMarkdown(source, post.cooked, context);
  const answered = replyTo === null ? undefined : facts.posts.get(replyTo);
  const edited = (post.version ?? 1) > 1 && post.updated_at !== null && post.updated_at > post.created_at;
  return {
    record: {
      key: keyOf.post(post.id),
      aliases: [keyOf.postNumber(topic.id, post.post_number)],
      authorKey: authorKey(post),
      createdAt: post.created_at,
      text,
      editedAt: edited ? post.updated_at : null,
      replyToKey: answered === undefined ? null : keyOf.post(answered),
      importedLikes: likesOf(post),
      ...stateOf(post, locale),
    },
    missingFiles,
    fromHtml: source === null,
  };
}

type Text = { readonly text: PostRecord['text']; readonly replyTo: number | null; readonly missingFiles: number };

function fromMarkdown(source: string, cooked: string, context: TextContext): Text {
  const { markdown, replyTo, missingFiles } = convertText(source, context);
  const fallbackHtml = markdown.length > MAX_SOURCE ? relinked(cooked, context) : cooked;
  return { text: { markdown, fallbackHtml }, replyTo, missingFiles };
}

/** Too intricate to be relinked, it is too intricate to be shown: the writer keeps its words. */
function relinked(cooked: string, context: TextContext): string {
  try {
    return relinkHtml(cooked, context);
  } catch (error) {
    if (!(error instanceof TooIntricate)) throw error;
    return cooked;
  }
}

function fromHtml(cooked: string, context: TextContext): Text {
  try {
    const { markdown, replyTo, missingFiles } = convertHtml(cooked, context);
    return { text: { markdown, fallbackHtml: cooked }, replyTo, missingFiles };
  } catch (error) {
    if (!(error instanceof TooIntricate)) throw error;
    return { text: { html: cooked }, replyTo: context.replyTo, missingFiles: 0 };
  }
}

function stateOf(post: DiscoursePost, locale: RecordLocale): Pick<PostRecord, 'state' | 'stateReason' | 'stateAt'> {
  if (post.user_deleted) return { state: 'removed', stateReason: WORDS[locale].removedByAuthor, stateAt: post.deleted_at ?? post.updated_at };
  if (post.deleted_at) return { state: 'removed', stateReason: WORDS[locale].removed, stateAt: post.deleted_at };
  return post.hidden ? { state: 'hidden', stateAt: post.updated_at } : {};
}

function actionsOf(all: readonly DiscoursePost[]): { kept: ThreadActionRecord[]; left: string[] } {
  const kept: ThreadActionRecord[] = [];
  const left: string[] = [];
  let after: string | null = null;
  for (const post of all) {
    if (isPost(post)) after = keyOf.post(post.id);
    if (!isSmallAction(post)) continue;
    const kind = actionKind(post);
    if (kind === null) left.push(post.action_code ?? 'unknown');
    else kept.push({ key: keyOf.post(post.id), kind, actorKey: authorKey(post), at: post.created_at, afterPostKey: after, detail: detailOf(post) });
  }
  return { kept, left };
}

/** The name of the topic that an action points to, or its words. */
function detailOf(post: DiscoursePost): string | null {
  if (post.cooked === '') return null;
  const linked = /<a\s[^>]*>([\s\S]*?)<\/a>/i.exec(post.cooked)?.[1];
  const words = sanitizeHtml(linked ?? post.cooked).plain.slice(0, 200);
  return words === '' ? null : words;
}

const tagsOf = (tags: readonly string[]): string[] => [...new Set(tags.filter((tag) => /[a-z0-9]/i.test(tag.normalize('NFKD'))).map((tag) => slugOf(tag)))];
