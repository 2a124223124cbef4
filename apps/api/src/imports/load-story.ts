import type { storyCommunity as StoryCommunity } from '@foyer/story-seed';
import { Passwords } from '../accounts/index.js';
import type { Settings } from '../platform/config/settings.js';
import type { Database, Transaction } from '../platform/database/database.js';
import { openDatabase } from '../platform/database/open-database.js';
import { newId } from '../platform/ids/ids.js';
import { CommunityWriter } from './community-writer.js';
import { writeIdeas } from './story-ideas.js';
import { letters, writeMails } from './story-mails.js';
import { tellJournal } from './tell-journal.js';
import { writeAdmissions } from './write-admissions.js';

const SOURCE = 'story';
// Any constant will do: it only has to be the same for every process of an installation.
const STORY_LOCK = 7_105_202_603;

/** The story's space in which people introduce themselves. */
const INTRODUCTIONS = 'presentations';

/** `kept`: there are people already, or the story is told; nothing was touched. */
export type StoryOutcome = 'told' | 'resumed' | 'kept';

/** Opens a connection of its own and fills an empty community with the story. */
export async function fillWithStory(settings: Settings): Promise<StoryOutcome> {
  const database = await openDatabase(settings, 'foyer-story');
  try {
    return await loadStory(database, new Date(), settings.publicUrl);
  } finally {
    await database.onApplicationShutdown();
  }
}

/**
 * Fills a community without members with the story, as of `now`. Cut off midway, the next call completes it as of
 * the first one's moment; processes that start together take turns.
 */
export async function loadStory(database: Database, now: Date, publicUrl = 'http://localhost'): Promise<StoryOutcome> {
  const holder = await database.pool.connect();
  try {
    await holder.query('SELECT pg_advisory_lock($1)', [STORY_LOCK]);
    return await tell(database, now, publicUrl);
  } finally {
    // Destroyed rather than handed back: the lock goes with the connection, whatever happened.
    holder.release(true);
  }
}

async function tell(database: Database, now: Date, publicUrl: string): Promise<StoryOutcome> {
  const begun = await database.row<{ id: string; started_at: Date; finished_at: Date | null }>(
    'SELECT id, started_at, finished_at FROM import_runs WHERE source = $1 ORDER BY started_at LIMIT 1',
    [SOURCE],
  );
  if (begun?.finished_at) return 'kept';
  const run = begun ?? (await begin(database, now));
  if (!run) return 'kept';
  // Read only by the start that needs it: the story's text and its reader are nothing to keep in memory.
  const { buildCommunity, DEMO_PASSWORD, readStory, storyApplications, storyCommunity, storyIdeas, storyIdeasSpace, storyInvitations, storyQuestions, storyRules, storySubjects } = await import('@foyer/story-seed');
  const passwordHash = await new Passwords().hash(DEMO_PASSWORD);
  const records = buildCommunity(readStory(), { now: run.started_at, timeZone: storyCommunity.timeZone, passwordHash });
  const writer = await CommunityWriter.open(database, { source: SOURCE, origin: 'seed', now: run.started_at });
  await writer.writeAll(records);
  const admissions = { rules: storyRules, questions: storyQuestions, applications: storyApplications, invitations: storyInvitations, subjects: storySubjects, publicUrl, passwordHash };
  const more = async (tx: Transaction): Promise<void> => {
    await writeIdeas(tx, SOURCE, storyIdeasSpace, storyIdeas);
    const mails = await writeAdmissions(tx, run.started_at, admissions);
    await writeMails(tx, SOURCE, [...mails, ...(await letters(tx, run.started_at, storyCommunity.name))]);
  };
  await finish(database, storyCommunity, more, run.id, { members: records.members.length, spaces: records.spaces.length, threads: records.threads.length });
  return begun ? 'resumed' : 'told';
}

/** Remembers that the telling began, and when; null when somebody is here already. */
function begin(database: Database, now: Date): Promise<{ id: string; started_at: Date } | null> {
  return database.row<{ id: string; started_at: Date }>(
    `INSERT INTO import_runs (id, source, started_at) SELECT $1, $2, $3 WHERE NOT EXISTS (SELECT 1 FROM members) RETURNING id, started_at`,
    [newId(), SOURCE, now],
  );
}

/** Only now is the house the story's: its name, and its sign-ins in one click. */
function finish(database: Database, community: typeof StoryCommunity, more: (tx: Transaction) => Promise<void>, runId: string, report: object): Promise<void> {
  const { name, brandName, tagline, defaultLocale, timeZone, voice } = community;
  return database.transaction(async (tx) => {
    await tx.rows(
      'UPDATE community SET name = $1, brand_name = $2, tagline = $3, default_locale = $4, time_zone = $5, voice = $6, story = true, revision = revision + 1',
      [name, brandName, tagline, defaultLocale, timeZone, voice],
    );
    await tx.rows(
      `UPDATE welcome_settings SET introduce_space_id = (SELECT id FROM spaces WHERE slug = $1), signed_by = (SELECT id FROM members WHERE role = 'cm' AND state = 'active' ORDER BY created_at, id LIMIT 1)`,
      [INTRODUCTIONS],
    );
    await more(tx);
    await tellJournal(tx, SOURCE);
    await tx.rows('UPDATE import_runs SET finished_at = now(), report = $2 WHERE id = $1', [runId, JSON.stringify(report)]);
  });
}
