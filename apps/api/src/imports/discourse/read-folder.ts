import { readFile, readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import * as v from 'valibot';
import { categoriesSchema, topicSchema, type DiscourseCategory, type DiscourseTopic } from './topic.schema.js';

/** A topic's file, and the Markdown that lies beside it. */
export interface TopicFile {
  /** Path below the folder: how it is reported. */
  readonly name: string;
  readonly path: string;
  readonly bytes: number;
  readonly rawPath: string | null;
  /** Why it is not even opened: a folder, a pipe, a link that leads nowhere. Null for a file. */
  readonly strange: string | null;
}

/** An exported forum, as it lies on the disk. */
export interface ForumFolder {
  readonly topics: readonly TopicFile[];
  readonly categoriesPath: string | null;
  readonly membersPath: string | null;
}

/** Why a file was not read; a whole sentence's end, for the report. */
export interface Broken {
  readonly file: string;
  readonly why: string;
}

export class FolderUnreadable extends Error {}

/** A topic of this size would be hundreds of thousands of posts: rather something else that ended up in the folder. */
const LARGEST_FILE = 200 * 1024 * 1024;

/**
 * Finds `*.json` (and `*.md` beside, or below `json/` and `raw/`), `categories.json` and `members.csv`.
 * @throws FolderUnreadable when the folder cannot be listed or has no topic
 */
export async function listFolder(folder: string): Promise<ForumFolder> {
  const top = await entries(folder);
  const inJson = top.includes('json') ? await entries(join(folder, 'json')).catch(() => []) : [];
  const inRaw = top.includes('raw') ? await entries(join(folder, 'raw')).catch(() => []) : [];
  const raws = new Map([...inRaw.map((name) => ['raw', name] as const), ...top.map((name) => ['', name] as const)].filter(([, name]) => name.endsWith('.md')).map(([at, name]) => [basename(name, '.md'), join(folder, at, name)]));
  const names = [...top.map((name) => join('', name)), ...inJson.map((name) => join('json', name))].filter((name) => name.endsWith('.json') && basename(name) !== 'categories.json');
  if (names.length === 0) throw new FolderUnreadable(`${folder} holds no topic (*.json)`);
  const topics = await Promise.all(
    names.sort().map(async (name): Promise<TopicFile> => {
      const path = join(folder, name);
      const base = basename(name, '.json');
      const { bytes, strange } = await sizeOf(path);
      return { name, path, bytes, strange, rawPath: raws.get(base) ?? raws.get(base.split('.').at(-1) ?? '') ?? null };
    }),
  );
  const beside = (name: string): string | null => (top.includes(name) ? join(folder, name) : null);
  return { topics, categoriesPath: beside('categories.json'), membersPath: beside('members.csv') };
}

/** A pipe would be waited for without end: only files are opened. */
async function sizeOf(path: string): Promise<{ bytes: number; strange: string | null }> {
  try {
    const found = await stat(path);
    return found.isFile() ? { bytes: found.size, strange: null } : { bytes: 0, strange: 'is not a file' };
  } catch (error) {
    return { bytes: 0, strange: reason(error) };
  }
}

async function entries(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    throw new FolderUnreadable(`${folder} cannot be read: ${reason(error)}`);
  }
}

/** Reads one topic; what is wrong with it is told, not thrown. */
export async function readTopic(file: TopicFile): Promise<DiscourseTopic | Broken> {
  if (file.strange !== null) return { file: file.name, why: file.strange };
  if (file.bytes > LARGEST_FILE) return { file: file.name, why: 'is too large for a topic' };
  try {
    return parsed(topicSchema, JSON.parse(await readFile(file.path, 'utf8')), file.name);
  } catch (error) {
    return { file: file.name, why: reason(error) };
  }
}

/** The Markdown of a topic's posts as one text; null when there is none or it cannot be read. */
export async function readRaw(file: TopicFile): Promise<string | null> {
  if (file.rawPath === null) return null;
  const { bytes, strange } = await sizeOf(file.rawPath);
  return strange !== null || bytes > LARGEST_FILE ? null : readFile(file.rawPath, 'utf8').catch(() => null);
}

/** The categories; none when the file is broken, which is told. */
export async function readCategories(path: string | null): Promise<readonly DiscourseCategory[] | Broken> {
  if (path === null) return [];
  try {
    return parsed(categoriesSchema, JSON.parse(await readFile(path, 'utf8')), 'categories.json');
  } catch (error) {
    return { file: 'categories.json', why: reason(error) };
  }
}

export const isBroken = (value: object): value is Broken => 'why' in value;

function parsed<S extends v.GenericSchema>(schema: S, value: unknown, file: string): v.InferOutput<S> | Broken {
  const result = v.safeParse(schema, value);
  if (result.success) return result.output;
  const [issue] = result.issues;
  return { file, why: `${v.getDotPath(issue) ?? 'it'}: ${issue.message}`.slice(0, 200) };
}

const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error)).split('\n')[0]?.slice(0, 200) ?? '';
