import type { MemberRecord, PostRecord, ReactionRecord, SpaceRecord, ThreadRecord } from '@foyer/domain/imports';
import { postText, titleText } from './markdown-text.js';
import { Random, Zipf } from './random.js';
import { BENCHMARK_SHAPE, threadSizes, type Shape } from './thread-sizes.js';
import { vocabularyOf } from './vocabulary.js';

const DAY = 24 * 3_600_000;
const YEARS = 3;

export interface SetOptions {
  readonly shape: Shape;
  readonly spaces: number;
  readonly members: number;
  readonly likes: number;
  readonly repliesTo: number;
  /** Members who have read the threads of `readThreads` posts up to somewhere: those who sign in. */
  readonly readers: number;
  /** Fewest and most posts of the threads that rotate. */
  readonly readThreads: readonly [number, number];
}

export const BENCHMARK_OPTIONS: SetOptions = { shape: BENCHMARK_SHAPE, spaces: 20, members: 2_000, likes: 80_000, repliesTo: 16_000, readers: 8, readThreads: [21, 60] };

export interface BenchmarkSet {
  readonly members: readonly MemberRecord[];
  readonly spaces: readonly SpaceRecord[];
  /** In the order of their start; made as they are asked for. */
  threads(): Generator<ThreadRecord>;
}

export const memberHandle = (at: number): string => `member-${at}`;
export const spaceSlug = (at: number): string => `space-${at}`;

/**
 * The benchmark's community: the same for the same options and the same `now`, which only dates it (the last posts
 * are from the hour before).
 */
export function benchmarkSet(now: Date, options: SetOptions = BENCHMARK_OPTIONS): BenchmarkSet {
  const start = now.getTime() - YEARS * 365 * DAY;
  const sizes = shuffled(threadSizes(options.shape), new Random('sizes'));
  const plan = planPosts(sizes, options);
  const handles = Array.from({ length: options.members }, (_, at) => memberHandle(at));

  const members = handles.map((handle, at): MemberRecord => {
    const random = new Random(`member:${at}`);
    const words = vocabularyOf(at % 2 === 0 ? 'fr' : 'en');
    return {
      key: handle,
      handle,
      displayName: [words.rareWord(random), words.rareWord(random)].map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' '),
      createdAt: new Date(start - random.between(1, 60) * DAY),
      locale: at % 2 === 0 ? 'fr' : 'en',
      // Nobody signs in with a password here: the hash is of nothing.
      account: { email: `${handle}@bench.example`, passwordHash: '$argon2id$bench' },
      readBaselineAt: new Date(start),
      ...(at < options.readers && { lastSeenAt: new Date(now.getTime() - 3 * 3_600_000), previousVisitAt: new Date(now.getTime() - 2 * DAY) }),
    };
  });

  const spaces = Array.from({ length: options.spaces }, (_, at): SpaceRecord => {
    const random = new Random(`space:${at}`);
    const name = (locale: 'fr' | 'en'): string => titleText(random, vocabularyOf(locale), locale).slice(0, 40);
    return { key: spaceSlug(at), slug: spaceSlug(at), name: { fr: name('fr'), en: name('en') }, description: { fr: name('fr'), en: name('en') }, createdAt: new Date(start) };
  });

  function* threads(): Generator<ThreadRecord> {
    const authors = new Zipf(options.members, 20);
    let firstPost = 0;
    for (const [at, size] of sizes.entries()) {
      yield thread({ at, size, of: sizes.length, firstPost, plan, start, now: now.getTime(), authors, handles, options });
      firstPost += size;
    }
  }
  return { members, spaces, threads };
}

interface ThreadPlan {
  readonly at: number;
  readonly size: number;
  readonly of: number;
  readonly firstPost: number;
  readonly plan: PostPlan;
  readonly start: number;
  readonly now: number;
  readonly authors: Zipf;
  readonly handles: readonly string[];
  readonly options: SetOptions;
}

function thread({ at, size, of, firstPost, plan, start, now, authors, handles, options }: ThreadPlan): ThreadRecord {
  const random = new Random(`thread:${at}`);
  const space = random.between(0, options.spaces - 1);
  // Even spaces speak French, odd ones English.
  const locale = space % 2 === 0 ? 'fr' : 'en';
  const words = vocabularyOf(locale);
  const author = (): string => memberHandle(authors.pick(random));
  // More and more threads as the years go by; the longest ones are as old as their length asks for.
  const age = (1 - Math.sqrt((at + 0.5) / of)) * (now - start);
  const createdAt = now - Math.max(age, Math.min(size * 3 * 3_600_000, (now - start) * 0.9), 3_600_000);
  const dates = postDates(random, size, createdAt, now - 60_000);

  const posts: PostRecord[] = dates.map((createdAt, position) => {
    const number = firstPost + position;
    const authorKey = author();
    return {
      key: `${at}.${position}`,
      authorKey,
      createdAt: new Date(createdAt),
      text: { markdown: postText(random, words, handles) },
      replyToKey: plan.answers[number] === 1 ? `${at}.${random.between(Math.max(0, position - 12), position - 1)}` : null,
      reactions: likes(random, plan.likes[number] ?? 0, authorKey, createdAt, now, options.members),
    };
  });
  const question = random.chance(0.28);
  const accepted = question && size > 1 && random.chance(0.4) ? posts[random.between(1, Math.min(size - 1, 6))] : undefined;
  const last = dates.at(-1) ?? createdAt;
  const [fewest, most] = options.readThreads;
  return {
    key: String(at),
    spaceKey: spaceSlug(space),
    authorKey: posts[0]?.authorKey ?? memberHandle(0),
    title: titleText(random, words, locale),
    kind: question ? 'question' : 'discussion',
    locale,
    tags: Array.from({ length: random.between(0, 3) }, () => words.words[100 + random.between(0, 29)] ?? '').filter((tag, index, all) => /^[a-z]+$/.test(tag) && all.indexOf(tag) === index),
    createdAt: new Date(createdAt),
    views: size * random.between(5, 80),
    pinnedAt: at % 250 === 0 ? new Date(last) : null,
    closedAt: random.chance(0.03) && (size < fewest || size > most) ? new Date(last) : null,
    acceptedPostKey: accepted?.key ?? null,
    acceptedByKey: accepted ? (posts[0]?.authorKey ?? null) : null,
    acceptedAt: accepted ? new Date(Math.min(accepted.createdAt.getTime() + 3_600_000, now)) : null,
    posts,
    ...(size >= fewest && size <= most && {
      reads: Array.from({ length: options.readers }, (_, reader) => ({ memberKey: memberHandle(reader), postKey: `${at}.${random.between(0, size - 1)}`, at: new Date(last) })),
    }),
  };
}

/** Growing instants from the first post on; gaps follow an exponential law and end before `latest`. */
function postDates(random: Random, size: number, first: number, latest: number): number[] {
  const gaps = Array.from({ length: size - 1 }, () => -Math.log(1 - random.next()));
  const length = gaps.reduce((sum, gap) => sum + gap, 0);
  const scale = length === 0 ? 0 : Math.min(6 * 3_600_000, (latest - first) / length);
  let at = first;
  return [first, ...gaps.map((gap) => Math.round((at += gap * scale)))];
}

function likes(random: Random, count: number, author: string, from: number, to: number, members: number): ReactionRecord[] {
  const givers = new Set<string>();
  while (givers.size < count) {
    const giver = memberHandle(random.between(0, members - 1));
    if (giver !== author) givers.add(giver);
  }
  return [...givers].map((memberKey) => ({ memberKey, kind: 'like' as const, at: new Date(from + Math.round(random.next() * (to - from))) }));
}

interface PostPlan {
  /** Likes of each post, in the order of threads. */
  readonly likes: Uint8Array;
  /** 1 where a post answers an earlier one of its thread. */
  readonly answers: Uint8Array;
}

function planPosts(sizes: readonly number[], options: SetOptions): PostPlan {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const openings: number[] = [];
  let next = 0;
  for (const size of sizes) {
    openings.push(next);
    next += size;
  }
  const random = new Random('posts');
  const plan = { likes: new Uint8Array(total), answers: new Uint8Array(total) };
  const isOpening = new Set(openings);
  for (let given = 0; given < options.likes; ) {
    // A third of the likes goes to what opens a thread.
    const post = random.chance(0.33) ? random.pick(openings) : random.between(0, total - 1);
    if ((plan.likes[post] ?? 0) >= 60) continue;
    plan.likes[post] = (plan.likes[post] ?? 0) + 1;
    given++;
  }
  for (let given = 0; given < options.repliesTo; ) {
    const post = random.between(0, total - 1);
    if (isOpening.has(post) || plan.answers[post] === 1) continue;
    plan.answers[post] = 1;
    given++;
  }
  return plan;
}

function shuffled<T>(items: readonly T[], random: Random): T[] {
  const all = [...items];
  for (let at = all.length - 1; at > 0; at--) {
    const other = random.between(0, at);
    const [a, b] = [all[at], all[other]];
    if (a !== undefined && b !== undefined) {
      all[at] = b;
      all[other] = a;
    }
  }
  return all;
}
