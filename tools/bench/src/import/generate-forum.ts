import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { postText, titleText } from '../set/markdown-text.js';
import { Random, Zipf } from '../set/random.js';
import { threadSizes, type Shape } from '../set/thread-sizes.js';
import { vocabularyOf } from '../set/vocabulary.js';
import { postJson, topicJson, type ForumPost } from './discourse-json.js';

/** A forum of about nine years; the sizes of topics follow those of real ones. */
export const FORUM_SHAPE: Shape = { threads: 5_000, posts: 37_000, median: 5, ninetieth: 14, giants: [800, 300, 300] };
const MEMBERS = 3_000;
const CATEGORIES = 12;
const HOST = 'forum.example.org';
const EMOJI = ['smile', '+1', 'tada', 'wink', 'thinking', 'heart', 'slight_smile'];
const FIRST_DAY = Date.UTC(2016, 2, 1);
const DAYS = 3_200;

/** Writes a Discourse export that is the same every time: `json/`, `raw/`, `categories.json`. */
export async function generateForum(folder: string, shape: Shape = FORUM_SHAPE): Promise<{ topics: number; posts: number }> {
  const random = new Random('discourse forum');
  const forum = new Forum(random);
  await mkdir(join(folder, 'json'), { recursive: true });
  await mkdir(join(folder, 'raw'), { recursive: true });
  await writeFile(join(folder, 'categories.json'), JSON.stringify(categories()));
  const sizes = shuffled(threadSizes(shape), random);
  let posts = 0;
  for (const [at, size] of sizes.entries()) {
    const { name, json, raw } = forum.topic(at + 1, size);
    await writeFile(join(folder, 'json', `${name}.json`), json);
    // Some topics come without their Markdown.
    if (at % 50 !== 7) await writeFile(join(folder, 'raw', `${name}.md`), raw);
    posts += size;
  }
  return { topics: sizes.length, posts };
}

class Forum {
  private readonly vocabulary = vocabularyOf('en');
  private readonly writers = new Zipf(MEMBERS);
  private readonly usernames: readonly string[];
  private nextPost = 1;

  constructor(private readonly random: Random) {
    this.usernames = Array.from({ length: MEMBERS }, (_, at) => `${this.vocabulary.rareWord(random).slice(0, 14)}${at}`);
  }

  topic(id: number, size: number): { name: string; json: string; raw: string } {
    const { random } = this;
    const title = titleText(random, this.vocabulary, 'en');
    const slug = title.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
    const since = FIRST_DAY + random.between(0, DAYS * 1_440) * 60_000;
    const posts: ForumPost[] = [];
    let at = since;
    for (let number = 1; number <= size; number++) {
      const userId = 1 + this.writers.pick(random);
      const replyTo = number > 2 && random.chance(0.3) ? random.between(1, number - 1) : null;
      posts.push({ id: this.nextPost++, number, userId, username: this.username(userId), at: new Date(at), raw: this.text(id, replyTo === null ? null : (posts[replyTo - 1] ?? null)), replyTo, likes: random.chance(0.2) ? random.between(1, 9) : 0, accepted: number === 2 && random.chance(0.15) });
      at += random.between(2, 2_000) * 60_000;
    }
    const raw = posts.map((post) => `${post.username} | ${post.at.toISOString().slice(0, 19).replace('T', ' ')} UTC | #${post.number}\n\n${post.raw}\n\n-------------------------\n`).join('\n');
    const json = topicJson({ id, title, slug, categoryId: 1 + (id % CATEGORIES), views: size * random.between(10, 90), posts: posts.map((post) => postJson(post, id, slug)), first: posts[0], last: posts.at(-1) });
    return { name: `${slug.slice(0, 60)}.${id}`, json, raw };
  }

  /** A text with what a forum's texts have beside Markdown: quotations, names, pictures, links, emoji, code. */
  private text(topicId: number, answered: ForumPost | null): string {
    const { random } = this;
    const parts: string[] = [];
    if (answered && random.chance(0.5)) parts.push(`[quote="${answered.username}, post:${answered.number}, topic:${topicId}"]\n${answered.raw.split('\n')[0] ?? ''}\n[/quote]`);
    parts.push(postText(random, this.vocabulary, []));
    if (random.chance(0.2)) parts.push(`@${this.username(1 + this.writers.pick(random))} ${this.vocabulary.word(random)} :${random.pick(EMOJI)}:`);
    if (random.chance(0.05)) parts.push(`https://${HOST}/t/${this.vocabulary.rareWord(random)}/${random.between(1, 5_000)}`);
    if (random.chance(0.04)) parts.push('![screenshot|690x388](upload://d8h6Icdi847L0Rwtudsvi2PGXcF.png)');
    if (random.chance(0.04)) parts.push(`[code]\nlet ${this.vocabulary.rareWord(random)} = ${random.between(1, 99)};\n[/code]`);
    return parts.join('\n\n');
  }

  private username(userId: number): string {
    return this.usernames[userId - 1] ?? 'nobody';
  }
}

const categories = (): object => ({ category_list: { categories: Array.from({ length: CATEGORIES }, (_, at) => ({ id: at + 1, name: `Room ${at + 1}`, slug: `room-${at + 1}`, position: at })) } });

function shuffled<T>(items: readonly T[], random: Random): T[] {
  const all = [...items];
  for (let at = all.length - 1; at > 0; at--) {
    const other = random.between(0, at);
    const item = all[at];
    const swapped = all[other];
    if (item === undefined || swapped === undefined) continue;
    all[at] = swapped;
    all[other] = item;
  }
  return all;
}
