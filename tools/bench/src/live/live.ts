import { fileURLToPath } from 'node:url';
import { setTimeout as delay } from 'node:timers/promises';
import type { ChildProcess } from 'node:child_process';
import { endChild, nextMessage, startChild } from '../machine/children.js';
import { startReference } from '../machine/foyer-server.js';
import { familyTime, processTime } from '../machine/processor-time.js';
import type { Bench } from '../rounds.js';
import { replyRequests } from '../rows.js';
import { WATCHERS } from '../visitors.js';
import { monotonic, type WatcherAnswer, type WatcherOrder } from './watching.js';

const PROCESSES = 2;
const REPLIES = 50;
/** Between two replies, in milliseconds: each one is measured alone. */
const PAUSE = 300;

/** From a reply's answer to the clients that hold the post, in milliseconds. */
export interface LiveMeasure {
  /** Over the replies: the last client that got it. */
  readonly last: Percentiles;
  /** Over all deliveries. */
  readonly each: Percentiles;
  readonly watchers: number;
  readonly replies: number;
  /** Processor time per reply, microseconds. */
  readonly node: number;
  readonly postgres: number;
}

export interface Percentiles {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

export interface LiveResult {
  readonly foyer: LiveMeasure;
  /** A bare socket.io that sends the same message to as many. */
  readonly bare: LiveMeasure;
}

export async function measureLive(bench: Bench, port: number): Promise<LiveResult> {
  const code = bench.visitors.replied[1]?.code ?? '';
  const requests = replyRequests(bench.visitors, [code]);
  const server = bench.servers.warm;
  let sample: unknown;
  const foyer = await withWatchers(server.origin, bench, code, async (report) => {
    const counted = { node: () => processTime(server.pid), postgres: () => familyTime(bench.cluster.pid) };
    return timed(report, counted, (at) => {
      const request = requests[at];
      return reply(server.origin, request?.headers ?? {}, (request?.body ?? '').replace('{{key}}', `live-${at}-${Date.now()}`));
    }, (message) => (sample = message));
  });
  const reference = await startReference('broadcast', port);
  try {
    const bare = await withWatchers(reference.origin, bench, code, (report) =>
      timed(report, { node: () => processTime(reference.pid), postgres: () => 0 }, async (at) => {
        const posted = `bare-${at}`;
        const answer = await fetch(reference.origin, { method: 'POST', body: renamed(sample, posted) });
        await answer.arrayBuffer();
        return posted;
      }),
    );
    return { foyer, bare };
  } finally {
    await reference.stop();
  }
}

type Report = () => Promise<{ posts: Map<string, number[]>; sample: unknown }>;

async function withWatchers<T>(origin: string, { visitors }: Bench, code: string, work: (report: Report) => Promise<T>): Promise<T> {
  const script = fileURLToPath(new URL('watcher-process.js', import.meta.url));
  const children = Array.from({ length: PROCESSES }, () => startChild({ args: [script], messages: true }));
  try {
    await Promise.all(children.map((child) => nextMessage<string>(child)));
    const opened = await Promise.all(children.map((child, at) => order(child, { kind: 'open', origin, code, cookies: visitors.cookies.filter((_, index) => index % PROCESSES === at) })));
    const joined = opened.reduce((sum, answer) => sum + (answer.kind === 'opened' ? answer.joined : 0), 0);
    if (joined !== WATCHERS) throw new Error(`${joined} of ${WATCHERS} members could watch the thread`);
    // Until the news of who is reading has settled.
    await delay(3_000);
    return await work(async () => {
      const reports = await Promise.all(children.map((child) => order(child, { kind: 'report' })));
      const posts = new Map<string, number[]>();
      let sample: unknown;
      for (const report of reports) {
        if (report.kind !== 'report') continue;
        sample ??= report.sample;
        for (const [post, instants] of Object.entries(report.posts)) posts.set(post, [...(posts.get(post) ?? []), ...instants]);
      }
      return { posts, sample };
    });
  } finally {
    await Promise.all(children.map(endChild));
  }
}

async function order(child: ChildProcess, message: WatcherOrder): Promise<WatcherAnswer> {
  const answer = nextMessage<WatcherAnswer>(child);
  child.send(message);
  return answer;
}

interface Counted {
  node(): number;
  postgres(): number;
}

/** @param send posts once and gives the post's code when it is answered */
async function timed(report: Report, counted: Counted, send: (at: number) => Promise<string>, keep: (sample: unknown) => void = () => undefined): Promise<LiveMeasure> {
  const answered = new Map<string, number>();
  const before = { node: counted.node(), postgres: counted.postgres() };
  for (let at = 0; at < REPLIES; at++) {
    const post = await send(at);
    answered.set(post, monotonic());
    await delay(PAUSE);
  }
  await delay(1_000);
  const after = { node: counted.node(), postgres: counted.postgres() };
  const { posts, sample } = await report();
  keep(sample);
  const last: number[] = [];
  const each: number[] = [];
  for (const [post, at] of answered) {
    const instants = posts.get(post) ?? [];
    if (instants.length < WATCHERS) throw new Error(`${instants.length} of ${WATCHERS} clients got the post ${post}`);
    // It may reach a client before its author has the answer.
    const delays = instants.map((instant) => Math.max(0, instant - at));
    last.push(Math.max(...delays));
    each.push(...delays);
  }
  return { last: percentiles(last), each: percentiles(each), watchers: WATCHERS, replies: REPLIES, node: ((after.node - before.node) * 1_000) / REPLIES, postgres: ((after.postgres - before.postgres) * 1_000) / REPLIES };
}

function percentiles(figures: number[]): Percentiles {
  const sorted = [...figures].sort((a, b) => a - b);
  const at = (part: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
  return { p50: at(0.5), p99: at(0.99), max: at(1) };
}

async function reply(origin: string, headers: Readonly<Record<string, string>>, body: string): Promise<string> {
  const answer = await fetch(`${origin}/graphql`, { method: 'POST', headers, body });
  const text = await answer.text();
  const result = JSON.parse(text) as { data?: { reply?: { post?: { code: string } } } };
  const code = result.data?.reply?.post?.code;
  if (code === undefined) throw new Error(`a reply was refused: ${text.slice(0, 400)}`);
  return code;
}

/** The message that Foyer sent, about another post. */
const renamed = (sample: unknown, code: string): string => {
  const message = sample as { posts: readonly object[] };
  return JSON.stringify({ ...message, posts: message.posts.map((post) => ({ ...post, code })) });
};
