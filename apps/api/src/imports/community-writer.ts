import type { CommunityRecords, CustomRoleRecord, GroupRecord, MemberRecord, SpaceRecord, ThreadRecord } from '@foyer/domain/imports';
import type { Database, Transaction } from '../platform/database/database.js';
import { askForRebuild } from '../search/index.js';
import { Directory } from './directory.js';
import { recountCommunity } from './recount.js';
import type { Author } from './thread-rows.js';
import { writeFollows, writeGroups, writeMembers, type RenamedMember } from './write-members.js';
import { writeCustomRoles } from './write-custom-roles.js';
import { writeSpaces } from './write-spaces.js';
import { renderBatch, writeBatch, type WrittenThreads } from './write-threads.js';

export interface WriterOptions {
  /** Name of where the records come from; keys are unique within it. */
  readonly source: string;
  readonly origin: 'import' | 'seed';
  readonly now: Date;
}

/** Bounds of one transaction: how much is done again after a crash, and how much memory a batch takes. */
const POSTS_AT_ONCE = 250;
const MEMBERS_AT_ONCE = 1_000;
/** First half of the advisory lock's key; the second is the source's. */
const LOCK = 7_105_203;

/**
 * Writes neutral records in bulk: members, groups and spaces first, then threads batch by batch, then `finish`.
 * Each batch is one transaction together with its references, so that a run that is cut off resumes where it was
 * and a repeated one changes nothing. Ids and codes follow from the source and the keys. Nobody is notified.
 */
export class CommunityWriter {
  private constructor(
    private readonly database: Database,
    private readonly options: WriterOptions,
    private readonly directory: Directory,
  ) {}

  /** Reads what the source has brought before. */
  static async open(database: Database, options: WriterOptions): Promise<CommunityWriter> {
    return new CommunityWriter(database, options, await Directory.of(database, options.source));
  }

  /** Writes a whole community that is in memory. */
  async writeAll(records: CommunityRecords): Promise<void> {
    await this.writeMembers(records.members);
    await this.writeFollows(records.members);
    await this.writeCustomRoles(records.customRoles ?? []);
    await this.writeGroups(records.groups ?? []);
    await this.writeSpaces(records.spaces);
    for (const batch of batchesOf(records.threads)) await this.writeThreads(batch);
    await this.finish();
  }

  /** Members that are new; those whose handle had to change are given back. */
  async writeMembers(records: readonly MemberRecord[]): Promise<RenamedMember[]> {
    const { source, now } = this.options;
    const renamed: RenamedMember[] = [];
    for (let from = 0; from < records.length; from += MEMBERS_AT_ONCE) {
      renamed.push(...(await this.alone((tx) => writeMembers(tx, source, now, records.slice(from, from + MEMBERS_AT_ONCE), this.directory))));
    }
    return renamed;
  }

  /** Who follows whom, once all members are there. */
  writeFollows(records: readonly MemberRecord[]): Promise<void> {
    return this.alone((tx) => writeFollows(tx, this.options.now, records, this.directory));
  }

  /** Roles made of permissions, once all members are there. */
  writeCustomRoles(records: readonly CustomRoleRecord[]): Promise<void> {
    return this.alone((tx) => writeCustomRoles(tx, this.options.source, this.options.now, records, this.directory));
  }

  writeGroups(records: readonly GroupRecord[]): Promise<void> {
    return this.alone((tx) => writeGroups(tx, this.options.source, this.options.now, records, this.directory));
  }

  writeSpaces(records: readonly SpaceRecord[]): Promise<void> {
    return this.alone((tx) => writeSpaces(tx, this.options.source, this.options.now, records, this.directory));
  }

  /** One batch, one transaction; see `batchesOf`. */
  async writeThreads(records: readonly ThreadRecord[]): Promise<WrittenThreads> {
    const author: Author = { source: this.options.source, origin: this.options.origin, directory: this.directory };
    const rendered = await renderBatch(this.database, records, author);
    return this.alone((tx) => writeBatch(tx, rendered, author));
  }

  /** Rebuilds the counters of spaces and members, and has everything read for searching. */
  finish(): Promise<void> {
    return this.alone(async (tx) => {
      await recountCommunity(tx);
      await askForRebuild(tx);
    });
  }

  /** The handle a member has here, by her key or one of her aliases. */
  handleOf(key: string): string | null {
    return this.directory.handleOf(key);
  }

  memberId(key: string): string {
    return this.directory.member(key);
  }

  /** Two runs of one source take turns: the second finds what the first has written. */
  private alone<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.database.transaction(async (tx) => {
      await tx.rows('SELECT pg_advisory_xact_lock($1, hashtext($2))', [LOCK, this.options.source]);
      return work(tx);
    });
  }
}

/** Threads in batches that fit one transaction. */
export function batchesOf(threads: readonly ThreadRecord[]): ThreadRecord[][] {
  const batches: ThreadRecord[][] = [];
  let posts = Infinity;
  for (const thread of threads) {
    if (posts + thread.posts.length > POSTS_AT_ONCE) {
      batches.push([]);
      posts = 0;
    }
    batches.at(-1)?.push(thread);
    posts += thread.posts.length;
  }
  return batches;
}

export type { WrittenThreads } from './write-threads.js';
export type { RenamedMember } from './write-members.js';
