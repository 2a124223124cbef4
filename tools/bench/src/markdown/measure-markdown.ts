import { isUsual, MAX_SOURCE } from '@foyer/api/dist/platform/text/index.js';
import type { Cluster } from '../machine/cluster.js';
import { startFoyer } from '../machine/foyer-server.js';
import { median } from '../measure.js';
import { inspect, type Inspector } from '../profile/inspector.js';
import { replyRequest } from '../rows.js';
import { cloneForRun } from '../set/build-set.js';
import { prepareVisitors, type Visitors } from '../visitors.js';
import { WORST_TEXTS } from './worst-texts.js';

/** Nobody's text may keep everybody else waiting for longer, in milliseconds. */
export const LONGEST_BLOCK = 100;
const TRIES = 3;

/** What one text did to the server; medians of some tries, milliseconds. */
export interface TextMeasure {
  readonly name: string;
  readonly characters: number;
  /** Longest time during which the event loop did nothing else. */
  readonly blocked: number;
  /** Processor time of the main thread, from the request to the answer. */
  readonly work: number;
  readonly answered: number;
  readonly refused: boolean;
}

/**
 * How long the text itself kept the loop: no longer than the loop stood still, and no longer than the main thread
 * worked; beyond that, something else had the processor.
 */
export const heldBy = ({ blocked, work }: TextMeasure): number => Math.min(blocked, work);

// Inside the server: how late a timer of one millisecond is, and what the main thread has worked.
const WATCH = `globalThis.watch = process.getBuiltinModule('node:perf_hooks').monitorEventLoopDelay({ resolution: 1 }); watch.enable(); 0`;
const BEGIN = `globalThis.work = process.threadCpuUsage(); watch.reset(); 0`;
const END = `(() => { const { user, system } = process.threadCpuUsage(work); return JSON.stringify({ blocked: watch.max / 1e6, work: (user + system) / 1e3 }); })()`;

/**
 * Posts the worst texts one after the other, whole and cut to what is rendered on the event loop itself, and watches
 * that loop from inside the server.
 */
export async function measureMarkdown(cluster: Cluster, template: string, port: number, say: (line: string) => void): Promise<TextMeasure[]> {
  const database = await cloneForRun(cluster, template);
  const visitors = await prepareVisitors(cluster.url(database));
  const server = await startFoyer({ cluster, database, port, role: 'all', pageCache: true, nodeArgs: [`--inspect=127.0.0.1:${port + 1}`] });
  const inspector = await inspect(port + 1);
  await evaluate(inspector, WATCH);
  const texts = [['a usual reply', 'Bonjour, **merci** pour la [carte](https://www.example.org/carte).'] as const, ...Object.entries(WORST_TEXTS).flatMap(([name, make]) => {
    const whole = make(MAX_SOURCE);
    return [[name, usualPartOf(whole)], [name, whole]] as const;
  })];
  // Until the code is compiled and the thread for long texts has started.
  for (const [, text] of [...texts.slice(0, 2), ...texts.slice(5, 9)]) await post(server.origin, visitors, text);
  const measures: TextMeasure[] = [];
  for (const [name, text] of texts) {
    const tries: Omit<TextMeasure, 'name' | 'characters'>[] = [];
    for (let at = 0; at < TRIES; at++) tries.push(await once(inspector, server.origin, visitors, text));
    const of = (figure: 'blocked' | 'work' | 'answered'): number => median(tries.map((one) => one[figure]));
    const found: TextMeasure = { name, characters: text.length, blocked: of('blocked'), work: of('work'), answered: of('answered'), refused: tries.some(({ refused }) => refused) };
    measures.push(found);
    say(`  ${name.padEnd(28)} ${String(found.characters).padStart(6)}  blocked ${found.blocked.toFixed(1).padStart(6)} ms  worked ${found.work.toFixed(1).padStart(6)} ms  answered after ${found.answered.toFixed(0)} ms${found.refused ? ', refused' : ''}`);
  }
  inspector.close();
  await server.stop();
  return measures;
}

async function once(inspector: Inspector, origin: string, visitors: Visitors, text: string): Promise<Omit<TextMeasure, 'name' | 'characters'>> {
  await evaluate(inspector, BEGIN);
  const since = performance.now();
  const refused = await post(origin, visitors, text);
  const answered = performance.now() - since;
  const { blocked, work } = JSON.parse(await evaluate(inspector, END)) as { blocked: number; work: number };
  return { blocked, work, answered, refused };
}

let sent = 0;

/** @returns whether the text was refused */
async function post(origin: string, visitors: Visitors, body: string): Promise<boolean> {
  const [thread] = visitors.replied;
  const { path, ...request } = replyRequest(visitors.cookies[sent % 50] ?? '', thread?.code ?? '', body, `worst-text-${++sent}`);
  const response = await fetch(origin + path, request);
  const answer = (await response.json()) as { data?: { reply?: { __typename: string } } };
  const kind = answer.data?.reply?.__typename;
  if (!response.ok || kind === undefined) throw new Error(`a text of ${body.length} characters was neither kept nor refused: ${JSON.stringify(answer).slice(0, 300)}`);
  return kind === 'Refused';
}

async function evaluate(inspector: Inspector, expression: string): Promise<string> {
  const { result } = await inspector.send<{ result: { value: unknown; subtype?: string; description?: string } }>('Runtime.evaluate', { expression });
  if (result.subtype === 'error') throw new Error(result.description);
  return String(result.value);
}

/** As much of a text as is rendered on the event loop. */
function usualPartOf(text: string): string {
  let [from, to] = [0, text.length];
  while (from < to) {
    const middle = Math.ceil((from + to) / 2);
    if (isUsual(text.slice(0, middle))) from = middle;
    else to = middle - 1;
  }
  return text.slice(0, from);
}
