import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { parse } from 'yaml';
import { storyProblems } from './check-story.js';
import { membersFile, spacesFile, threadSchema } from './story.schema.js';
import type { Story, StoryThread } from './story.js';

/** The content cannot be used; the message names each file and thread. */
export class StoryError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'StoryError';
  }
}

const contentFolder = fileURLToPath(new URL('../content/', import.meta.url));

/**
 * Reads and checks the written story.
 * @throws StoryError naming every file and thread that is wrong
 */
export function readStory(folder = contentFolder): Story {
  const problems: string[] = [];
  const members = readList(join(folder, 'members.yaml'), 'members.yaml', membersFile, problems);
  const spaces = readList(join(folder, 'spaces.yaml'), 'spaces.yaml', spacesFile, problems);
  const files = readdirSync(join(folder, 'threads')).filter((name) => name.endsWith('.yaml')).sort();
  const threads = files.flatMap((file) => readThreads(join(folder, 'threads', file), basename(file, '.yaml'), problems));
  if (problems.length > 0) throw new StoryError(problems);
  const story: Story = { members, spaces: [...spaces].sort((a, b) => a.order - b.order), threads };
  const loose = storyProblems(story);
  if (loose.length > 0) throw new StoryError(loose);
  return story;
}

/** Each thread is checked by itself, so that a problem is named by the thread's slug. */
function readThreads(path: string, space: string, problems: string[]): StoryThread[] {
  const name = `threads/${space}.yaml`;
  const entries = readList(path, name, v.array(v.looseObject({ slug: v.string() })), problems);
  return entries.flatMap((entry) => {
    const parsed = v.safeParse(threadSchema, entry);
    if (parsed.success) return [{ ...parsed.output, space }];
    problems.push(...parsed.issues.map((issue) => sentence(`${name}, ${entry.slug}`, issue)));
    return [];
  });
}

function readList<T>(path: string, name: string, schema: v.GenericSchema<unknown, T[]>, problems: string[]): T[] {
  let content: unknown;
  try {
    content = parse(readFileSync(path, 'utf8'));
  } catch (error) {
    problems.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
    return [];
  }
  const parsed = v.safeParse(schema, content);
  if (parsed.success) return parsed.output;
  problems.push(...parsed.issues.map((issue) => sentence(name, issue)));
  return [];
}

const sentence = (where: string, issue: v.BaseIssue<unknown>): string => `${where}: ${v.getDotPath(issue) ?? 'the file'}: ${issue.message}`;
