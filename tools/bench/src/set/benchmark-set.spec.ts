import { createHash } from 'node:crypto';
import { benchmarkSet, type SetOptions } from './benchmark-set.js';
import { LONGEST, SHORTEST, postText } from './markdown-text.js';
import { Random } from './random.js';
import { BENCHMARK_SHAPE, threadSizes } from './thread-sizes.js';
import { vocabularyOf } from './vocabulary.js';

const NOW = new Date('2026-05-01T18:00:00Z');
const SMALL: SetOptions = {
  shape: { threads: 120, posts: 1_100, median: 7, ninetieth: 20, giants: [60] },
  spaces: 4,
  members: 40,
  likes: 700,
  repliesTo: 150,
  readers: 2,
  readThreads: [21, 60],
};

describe('the benchmark set', () => {
  it('has the wanted number of threads and posts, median and 90th percentile', () => {
    const sizes = threadSizes(BENCHMARK_SHAPE);
    const usual = sizes.slice(0, 9_989);
    expect(sizes).toHaveLength(10_000);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(100_000);
    expect([usual[Math.floor(usual.length / 2)], usual[Math.floor(usual.length * 0.9)]]).toEqual([7, 20]);
    expect(sizes.filter((size) => size === 500)).toHaveLength(10);
    expect(sizes.at(-1)).toBe(5_000);
    expect(sizes.filter((size) => size >= 21 && size <= 60).length).toBeGreaterThanOrEqual(44);
  });

  it('is the same each time', () => {
    const digest = (): string => createHash('sha256').update(JSON.stringify([...benchmarkSet(NOW, SMALL).threads()])).digest('hex');
    expect(digest()).toBe(digest());
  });

  it('counts likes and answers exactly, keeps dates in order and answers what came before', () => {
    const threads = [...benchmarkSet(NOW, SMALL).threads()];
    const posts = threads.flatMap((thread) => thread.posts);
    expect(posts).toHaveLength(1_100);
    expect(posts.reduce((sum, post) => sum + (post.reactions?.length ?? 0), 0)).toBe(700);
    expect(posts.filter((post) => post.replyToKey)).toHaveLength(150);
    for (const thread of threads) {
      const seen = new Set<string>();
      let before = thread.createdAt;
      for (const post of thread.posts) {
        expect(post.createdAt.getTime()).toBeGreaterThanOrEqual(before.getTime());
        expect(post.createdAt.getTime()).toBeLessThan(NOW.getTime());
        if (post.replyToKey) expect(seen.has(post.replyToKey)).toBe(true);
        seen.add(post.key);
        before = post.createdAt;
      }
    }
  });

  it('writes posts of 50 to 300 words', () => {
    const random = new Random('words');
    for (let post = 0; post < 300; post++) {
      const words = postText(random, vocabularyOf('fr'), ['somebody']).match(/[\p{L}]+/gu)?.filter((word) => !['https', 'www', 'example', 'org', 'somebody'].includes(word)) ?? [];
      expect(words.length).toBeGreaterThanOrEqual(SHORTEST);
      // Addresses of links hold a word of their own.
      expect(words.length).toBeLessThanOrEqual(LONGEST + 30);
    }
  });
});
