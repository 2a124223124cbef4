import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TooIntricate } from '../../platform/text/index.js';
import { convertHtml } from './convert-html.js';
import { isBroken, listFolder, readRaw, readTopic } from './read-folder.js';

const post = (over: object = {}): object => ({ id: 1, post_number: 1, created_at: '2020-01-01T00:00:00Z', username: 'lea', cooked: '<p>Bonjour</p>', ...over });
const topic = (over: object = {}, posts: object[] = [post()]): string =>
  JSON.stringify({ id: 1, title: 'Un sujet', slug: 'un-sujet', created_at: '2020-01-01T00:00:00Z', posts_count: 1, post_stream: { posts }, ...over });

describe('a folder that holds more than files of a forum', () => {
  let folder: string;
  beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'foyer-folder-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is listed whole, and what cannot be a topic is told by name', async () => {
    writeFileSync(join(folder, 'bon.1.json'), topic());
    symlinkSync(join(folder, 'nulle-part'), join(folder, 'lien.2.json'));
    mkdirSync(join(folder, 'dossier.3.json'));
    execFileSync('mkfifo', [join(folder, 'tuyau.4.json'), join(folder, 'bon.1.md')]);
    writeFileSync(join(folder, 'post.5.json'), topic({}, [post({ cooked: 'a '.repeat(600_000) })]));
    writeFileSync(join(folder, 'titre.6.json'), topic({ title: 'x'.repeat(20_000) }));
    writeFileSync(join(folder, 'vues.7.json'), topic({ views: 1e15 }));
    const { topics } = await listFolder(folder);
    const told = await Promise.all(topics.map(async (file) => {
      const read = await readTopic(file);
      return [file.name, isBroken(read) ? read.why.replace(folder, '') : 'read'];
    }));
    expect(told).toEqual([
      ['bon.1.json', 'read'],
      ['dossier.3.json', 'is not a file'],
      ['lien.2.json', expect.stringContaining('no such file')],
      ['post.5.json', 'post_stream.posts.0.cooked: is too long for a post'],
      ['titre.6.json', 'title: is too long for a title'],
      ['tuyau.4.json', 'is not a file'],
      ['vues.7.json', 'views: is too large'],
    ]);
    // Markdown that is no file is no Markdown: nobody waits for a pipe.
    expect(topics[0] && (await readRaw(topics[0]))).toBeNull();
  });
});

it('HTML that is too deep is the text’s fault, not the import’s end', () => {
  const context = { forum: {}, words: {}, topicId: 1, postNumber: 1, replyTo: null, polls: [] } as unknown as Parameters<typeof convertHtml>[1];
  expect(() => convertHtml('<div>'.repeat(150_000), context)).toThrow(TooIntricate);
});
