import type { RecordLocale } from '@foyer/domain/imports';
import { slugOf } from '../../platform/ids/ids.js';
import type { Sql } from '../../platform/database/database.js';
import { memberPath, postPath, spacePath, threadPath, unnamedThreadPath } from '../new-address.js';
import { freeCode, stableCode } from '../stable-identity.js';
import { keyOf } from './keys.js';
import type { OldTarget } from './old-address.js';
import type { NewPlace, OldForum } from './rewrite-links.js';
import type { TopicFacts } from './survey.js';

interface MappedThread {
  readonly code: string;
  readonly slug: string;
  readonly title: string;
  readonly spaceKey: string;
}

interface MappedSpace {
  readonly slug: string;
  readonly name: Readonly<Record<RecordLocale, string>>;
  readonly isPublic: boolean;
}

/**
 * Where everything of the forum is, or will be once it is written: codes follow from the source, so that a text can
 * link to a thread that comes later. Spaces and members are written before it is made.
 */
export class ForumMap {
  private readonly threads = new Map<number, MappedThread>();
  private readonly facts = new Map<number, TopicFacts>();
  private readonly topicOfPost = new Map<number, number>();
  private readonly spaces = new Map<string, MappedSpace>();

  private constructor(
    private readonly source: string,
    private readonly hosts: ReadonlySet<string>,
    private readonly handleOf: (key: string) => string | null,
  ) {}

  static async of(sql: Sql, about: { source: string; hosts: ReadonlySet<string>; handleOf: (key: string) => string | null }, topics: readonly TopicFacts[]): Promise<ForumMap> {
    const map = new ForumMap(about.source, about.hosts, about.handleOf);
    await map.addWritten(sql);
    await map.addComing(sql, topics);
    return map;
  }

  /** The forum as a text of this space, in this language, may speak of it. */
  seenFrom(spaceKey: string, locale: RecordLocale): OldForum {
    return {
      hosts: this.hosts,
      place: (target) => this.place(target, spaceKey, locale),
      handleOf: (username) => this.handleOf(keyOf.username(username)),
    };
  }

  private async addWritten(sql: Sql): Promise<void> {
    const spaces = await sql.rows<{ key: string; slug: string; name_fr: string; name_en: string; access: string }>(
      `SELECT r.external_id AS key, s.slug, s.name_fr, s.name_en, s.access FROM import_refs r JOIN spaces s ON s.id = r.internal_id WHERE r.source = $1 AND r.kind = 'space'`,
      [this.source],
    );
    for (const space of spaces) this.spaces.set(space.key, { slug: space.slug, name: { fr: space.name_fr, en: space.name_en }, isPublic: space.access === 'public' });
    const threads = await sql.rows<{ key: string; code: string; slug: string; title: string; space_key: string }>(
      `SELECT r.external_id AS key, t.code, t.slug, t.title, coalesce(rs.external_id, '') AS space_key FROM import_refs r JOIN threads t ON t.id = r.internal_id
         LEFT JOIN import_refs rs ON rs.source = r.source AND rs.kind = 'space' AND rs.internal_id = t.space_id AND rs.external_id NOT LIKE '/%'
        WHERE r.source = $1 AND r.kind = 'thread' AND t.state = 'visible'`,
      [this.source],
    );
    for (const thread of threads) this.threads.set(Number(thread.key), { code: thread.code, slug: thread.slug, title: thread.title, spaceKey: thread.space_key });
  }

  /** In the order in which they will be written, so that the rare taken code is avoided alike. */
  private async addComing(sql: Sql, topics: readonly TopicFacts[]): Promise<void> {
    const origin = (topic: TopicFacts): { source: string; kind: string; key: string } => ({ source: this.source, kind: 'thread', key: keyOf.thread(topic.id) });
    const rows = await sql.rows<{ code: string }>('SELECT code FROM threads WHERE code = ANY ($1)', [topics.map((topic) => stableCode(origin(topic)))]);
    const taken = new Set(rows.map((row) => row.code));
    for (const topic of topics) {
      this.facts.set(topic.id, topic);
      for (const postId of topic.posts.values()) this.topicOfPost.set(postId, topic.id);
      if (this.threads.has(topic.id)) continue;
      this.threads.set(topic.id, { code: freeCode(origin(topic), taken), slug: slugOf(topic.title), title: topic.title, spaceKey: keyOf.space(topic.categoryId) });
    }
  }

  private place(target: OldTarget, from: string, locale: RecordLocale): NewPlace | null {
    switch (target.kind) {
      case 'thread':
        return this.threadPlace(target.topicId, this.facts.get(target.topicId)?.posts.get(target.postNumber ?? 1) ?? null, from, target.postNumber);
      case 'post': {
        const topicId = this.topicOfPost.get(target.postId);
        return topicId === undefined ? null : this.threadPlace(topicId, target.postId, from, null);
      }
      case 'member': {
        const handle = this.handleOf(keyOf.username(target.username));
        return handle === null ? null : { path: memberPath(handle), label: `@${handle}` };
      }
      case 'space': {
        const key = target.categoryId === null ? keyOf.spaceSlug(target.slug) : keyOf.space(target.categoryId);
        const space = this.spaces.get(key);
        // A space that not everybody reads is not named to everybody.
        return space && (space.isPublic || key === from) ? { path: spacePath(space.slug), label: space.name[locale] } : null;
      }
    }
  }

  private threadPlace(topicId: number, postId: number | null, from: string, number: number | null): NewPlace | null {
    const thread = this.threads.get(topicId);
    if (!thread) return null;
    const named = thread.spaceKey === from || (this.spaces.get(thread.spaceKey)?.isPublic ?? false);
    const slug = named ? thread.slug : null;
    const opening = number === null ? postId === this.facts.get(topicId)?.posts.get(1) : number <= 1;
    const path = postId === null || opening ? (slug === null ? unnamedThreadPath(thread.code) : threadPath(thread.code, slug)) : postPath(thread.code, slug, stableCode({ source: this.source, kind: 'post', key: keyOf.post(postId) }));
    return { path, label: named ? thread.title : null };
  }
}
