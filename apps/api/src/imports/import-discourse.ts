import type { RecordLocale, ThreadRecord } from '@foyer/domain/imports';
import type { Database, Transaction } from '../platform/database/database.js';
import { newId } from '../platform/ids/ids.js';
import { CommunityWriter } from './community-writer.js';
import { ForumMap } from './discourse/forum-map.js';
import { keyOf } from './discourse/keys.js';
import { planImport, type ImportPlan } from './discourse/plan.js';
import { isBroken, listFolder, readCategories, readRaw, readTopic, type Broken, type ForumFolder } from './discourse/read-folder.js';
import type { ImportReport, TextsReport } from './discourse/report.js';
import { surveyFolder, type Survey, type TopicFacts } from './discourse/survey.js';
import { topicToThread } from './discourse/topic-to-thread.js';
import { inviteMembers, type InvitationOptions } from './invite-members.js';

export interface ImportOptions {
  /** Name of the forum among imports; the same name resumes and repeats. */
  readonly source: string;
  readonly dryRun: boolean;
  /** Language of the forum's texts. */
  readonly locale: RecordLocale;
  readonly now: Date;
  /** Host names of the old forum beside those that its files tell. */
  readonly hosts?: readonly string[];
  /** Lower-case old name → new name. */
  readonly renames?: ReadonlyMap<string, string>;
  readonly progress?: ImportProgress;
  /** Stops after the batch at hand; the next run goes on. */
  readonly signal?: AbortSignal;
  /** Posts of one transaction; what is done again after a crash. */
  readonly postsAtOnce?: number;
  readonly invitations?: InvitationOptions;
}

/** Told as the work goes on; units are bytes while reading, posts while writing. */
export interface ImportProgress {
  start(phase: 'reading' | 'writing', total: number): void;
  advance(by: number): void;
  end(): void;
}

const SILENT: ImportProgress = { start: () => undefined, advance: () => undefined, end: () => undefined };
/** Posts converted before they are written together. */
const POSTS_AT_ONCE = 250;

/**
 * Imports a folder of Discourse topics: surveys it, plans, then writes what is not here yet, batch by batch.
 * Repeatable and resumable. Nobody is notified.
 * @throws FolderUnreadable when there is nothing to read
 */
export async function importDiscourse(database: Database, folder: string, options: ImportOptions): Promise<ImportReport> {
  const forum = await listFolder(folder);
  const { survey, plan } = await prepare(database, forum, options);
  if (options.dryRun) return plan.report;
  const run = plan.topics.length > 0 ? await openRun(database, options) : null;
  const report = await new Import(database, forum, survey, plan, options).run();
  if (run !== null) await closeRun(database, run, report);
  return report;
}

async function prepare(database: Database, forum: ForumFolder, options: ImportOptions): Promise<{ survey: Survey; plan: ImportPlan }> {
  const progress = options.progress ?? SILENT;
  const categories = await readCategories(forum.categoriesPath);
  progress.start('reading', forum.topics.reduce((sum, file) => sum + file.bytes, 0));
  const read = await surveyFolder(forum.topics, (bytes) => progress.advance(bytes));
  progress.end();
  const survey = isBroken(categories) ? { ...read, broken: [categories, ...read.broken] } : read;
  const plan = await planImport(database, survey, isBroken(categories) ? [] : categories, { source: options.source, locale: options.locale, renames: options.renames ?? new Map() });
  return { survey, plan };
}

class Import {
  private readonly texts = { missingFiles: 0, fromHtml: 0, degraded: [] as string[], leftActions: {} as Record<string, number> };
  private readonly vanished: Broken[] = [];

  constructor(
    private readonly database: Database,
    private readonly forum: ForumFolder,
    private readonly survey: Survey,
    private readonly plan: ImportPlan,
    private readonly options: ImportOptions,
  ) {}

  async run(): Promise<ImportReport> {
    const { source, now } = this.options;
    const writer = await CommunityWriter.open(this.database, { source, origin: 'import', now });
    await writer.writeMembers(this.plan.members);
    await writer.writeSpaces(this.plan.spaces);
    const hosts = new Set([...(this.options.hosts ?? []).map((host) => host.toLowerCase()), ...this.survey.hosts]);
    const map = await ForumMap.of(this.database, { source, hosts, handleOf: (key) => writer.handleOf(key) }, this.survey.topics);
    const interrupted = await this.writeTopics(writer, map);
    await writer.finish();
    const texts: TextsReport = this.texts;
    const invitations = this.options.invitations && !interrupted ? await inviteMembers(this.database, writer, this.forum.membersPath, this.options.invitations) : undefined;
    return { ...this.plan.report, broken: [...this.plan.report.broken, ...this.vanished], texts, interrupted, ...(invitations && { invitations }) };
  }

  /** Gives whether it was stopped before the end. */
  private async writeTopics(writer: CommunityWriter, map: ForumMap): Promise<boolean> {
    const { signal, progress = SILENT, postsAtOnce = POSTS_AT_ONCE } = this.options;
    progress.start('writing', this.plan.topics.reduce((sum, topic) => sum + topic.posts.size, 0));
    let batch: ThreadRecord[] = [];
    let posts = 0;
    const flush = async (): Promise<void> => {
      if (batch.length > 0) this.texts.degraded.push(...(await writer.writeThreads(batch)).degraded);
      progress.advance(posts);
      batch = [];
      posts = 0;
    };
    for (const topic of this.plan.topics) {
      if (signal?.aborted) break;
      const record = await this.convert(topic, map);
      if (record === null) continue;
      if (posts > 0 && posts + record.posts.length > postsAtOnce) await flush();
      batch.push(record);
      posts += record.posts.length;
    }
    if (!signal?.aborted) await flush();
    progress.end();
    return signal?.aborted ?? false;
  }

  private async convert(facts: TopicFacts, map: ForumMap): Promise<ThreadRecord | null> {
    const topic = await readTopic(facts.file);
    if (isBroken(topic)) {
      this.vanished.push(topic);
      return null;
    }
    const forum = map.seenFrom(keyOf.space(facts.categoryId), this.options.locale);
    const converted = topicToThread(topic, await readRaw(facts.file), { facts, forum, locale: this.options.locale });
    this.texts.missingFiles += converted.missingFiles;
    this.texts.fromHtml += converted.fromHtml;
    for (const code of converted.leftActions) this.texts.leftActions[code] = (this.texts.leftActions[code] ?? 0) + 1;
    return converted.record;
  }
}

async function openRun(database: Database, { source, now }: ImportOptions): Promise<string> {
  const id = newId();
  await database.rows('INSERT INTO import_runs (id, source, started_at) VALUES ($1, $2, $3)', [id, source, now]);
  return id;
}

/** An interrupted run is not finished: what it says is kept all the same. */
function closeRun(database: Database, id: string, report: ImportReport): Promise<void> {
  return database.transaction(async (tx: Transaction) => {
    await tx.rows('UPDATE import_runs SET finished_at = CASE WHEN $3 THEN NULL ELSE now() END, report = $2 WHERE id = $1', [id, JSON.stringify(report), report.interrupted ?? false]);
  });
}
