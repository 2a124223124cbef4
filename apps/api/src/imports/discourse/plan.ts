import type { MemberRecord, RecordLocale, SpaceRecord } from '@foyer/domain/imports';
import type { Sql } from '../../platform/database/database.js';
import { allKeys } from '../import-refs.js';
import { proposeHandles } from '../write-members.js';
import { spacesOf, type Renames } from './categories.js';
import { keyOf } from './keys.js';
import type { ImportReport } from './report.js';
import type { AuthorFacts, Survey, TopicFacts } from './survey.js';
import type { DiscourseCategory } from './topic.schema.js';
import { WORDS } from './words.js';

export interface PlanOptions {
  readonly source: string;
  readonly locale: RecordLocale;
  readonly renames: Renames;
}

/** What an import would do, and to which topics. */
export interface ImportPlan {
  readonly members: readonly MemberRecord[];
  readonly spaces: readonly SpaceRecord[];
  /** Topics with something that is not here yet. */
  readonly topics: readonly TopicFacts[];
  readonly report: ImportReport;
}

/** Compares the surveyed folder with what the source has brought before. Reads only. */
export async function planImport(sql: Sql, survey: Survey, categories: readonly DiscourseCategory[], options: PlanOptions): Promise<ImportPlan> {
  const { source, locale, renames } = options;
  const known = { members: await allKeys(sql, source, 'member'), spaces: await allKeys(sql, source, 'space'), threads: await allKeys(sql, source, 'thread'), posts: await allKeys(sql, source, 'post'), actions: await allKeys(sql, source, 'action') };
  const members = [...survey.authors.values()].map((author) => memberOf(author, locale));
  const newMembers = members.filter((member) => !known.members.has(member.key));
  const spaces = spacesOf(firstSeen(survey.topics), categories, renames);
  const newSpaces = spaces.filter((space) => !known.spaces.has(space.key));
  const lacking = (topic: TopicFacts): number => [...topic.posts.values()].filter((id) => !known.posts.has(keyOf.post(id))).length;
  const isNew = (topic: TopicFacts): boolean => !known.threads.has(keyOf.thread(topic.id));
  const topics = survey.topics.filter((topic) => isNew(topic) || lacking(topic) > 0);
  const fresh = topics.filter(isNew);
  const grown = topics.filter((topic) => !isNew(topic));
  const { renamed } = await proposeHandles(sql, newMembers);
  const sum = (of: readonly TopicFacts[], count: (topic: TopicFacts) => number): number => of.reduce((total, topic) => total + count(topic), 0);
  return {
    members,
    spaces,
    topics,
    report: {
      source,
      created: {
        members: newMembers.length,
        spaces: newSpaces.length,
        threads: fresh.length,
        posts: sum(fresh, (topic) => topic.posts.size),
        actions: sum(fresh, (topic) => topic.actionIds.length),
        likes: sum(fresh, (topic) => topic.likes),
        acceptedAnswers: fresh.filter((topic) => topic.accepted).length,
      },
      merged: { members: members.length - newMembers.length, spaces: spaces.length - newSpaces.length, threads: grown.length, posts: sum(grown, lacking) },
      unchanged: { threads: survey.topics.length - topics.length },
      spaces: spaces.map((space) => ({ name: space.name[locale], access: space.access ?? 'public', threads: survey.topics.filter((topic) => keyOf.space(topic.categoryId) === space.key).length, isNew: !known.spaces.has(space.key) })),
      truncated: survey.topics.flatMap((topic) => (topic.truncatedFrom === null ? [] : [{ file: topic.file.name, posts: topic.given, of: topic.truncatedFrom }])),
      broken: survey.broken,
      skipped: survey.skipped,
      renamed,
      suspended: [...survey.authors.values()].filter((author) => author.suspended).length,
      staff: [...survey.authors.values()].filter((author) => author.staff).length,
    },
  };
}

function firstSeen(topics: readonly TopicFacts[]): Map<number | null, Date> {
  const seen = new Map<number | null, Date>();
  for (const { categoryId, createdAt } of topics) {
    const known = seen.get(categoryId);
    if (!known || createdAt < known) seen.set(categoryId, createdAt);
  }
  return seen;
}

/** Nobody brings a role along: who is staff here is for an administrator to say. */
function memberOf(author: AuthorFacts, locale: RecordLocale): MemberRecord {
  const words = WORDS[locale];
  return {
    key: author.key,
    aliases: [...author.usernames].map((username) => keyOf.username(username)),
    handle: author.username ?? words.formerHandle,
    displayName: author.name || author.username || words.formerMember,
    createdAt: author.firstSeen,
    // The placeholder of deleted accounts is nobody's to claim.
    state: author.suspended || author.key === keyOf.formerMember ? 'suspended' : 'unclaimed',
  };
}
