import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readStory, StoryError } from './read-story.js';

const content = fileURLToPath(new URL('../content/', import.meta.url));
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'story-'));
  cpSync(content, folder, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function problemsAfter(file: string, change: (text: string) => string): string {
  writeFileSync(join(folder, file), change(readFileSync(join(folder, file), 'utf8')));
  try {
    readStory(folder);
  } catch (error) {
    if (error instanceof StoryError) return error.message;
    throw error;
  }
  return '';
}

describe('reading the written story', () => {
  it('gives spaces in their order, and times and delays in minutes', () => {
    const story = readStory(folder);
    expect(story.spaces.map(({ order }) => order)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    const thread = story.threads.find(({ slug }) => slug === 'lampe-deux-nuits-gr-34');
    expect(thread).toMatchObject({ space: 'lampes', day: -3, at: 500, kind: 'question' });
    expect(thread?.posts[1]?.after).toBe(45);
  });

  it('names the file and the thread of what is malformed', () => {
    const text = problemsAfter('threads/lampes.yaml', (yaml) => yaml.replace('kind: question', 'kind: quiz').replace('after: 45m', 'after: soon'));
    expect(text).toContain('threads/lampes.yaml, lampe-deux-nuits-gr-34: kind');
    expect(text).toContain('posts.1.after: is not a delay such as 45m, 3h or 2d');
  });

  it('refuses a misspelt field', () => {
    expect(problemsAfter('threads/lampes.yaml', (yaml) => yaml.replace('likes: 18', 'like: 18'))).toContain('threads/lampes.yaml, lampe-deux-nuits-gr-34: posts.0.like');
  });

  it('refuses a quotation that is not in the quoted post', () => {
    const text = problemsAfter('threads/lampes.yaml', (yaml) => yaml.replace('quote: "Garde l’accu dans le duvet', 'quote: "Garde l’accu au congélateur'));
    expect(text).toContain('threads/lampes.yaml, lampe-deux-nuits-gr-34: post 23 quotes words that post 5 does not have');
  });

  it('refuses unknown authors, and authors who may not read the space', () => {
    expect(problemsAfter('threads/cercle.yaml', (yaml) => yaml.replace(/by: \w+/, 'by: nobody'))).toContain('there is no member nobody');
    expect(problemsAfter('threads/cercle.yaml', (yaml) => yaml.replace('by: nobody', 'by: ines'))).toContain('ines may not read that space');
  });

  it('refuses two threads of one title', () => {
    expect(problemsAfter('threads/annonces.yaml', (yaml) => yaml.replace('Rappel du réchaud Braise, lot 26-B', 'Rappel du réchaud Braise : vos questions'))).toContain('two threads are called');
  });

  it('names the file that is no YAML at all', () => {
    expect(problemsAfter('members.yaml', () => '{ : [')).toContain('members.yaml');
  });
});
