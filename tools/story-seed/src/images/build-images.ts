import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { brandMarks } from '../art/brand.js';
import { FLAG_KEYS, flagSvg } from '../art/flags.js';
import type { RasterJob } from './raster-plan.js';
import { ENCODERS, rasterise } from './rasterise.js';

/** What was made from what: path → fingerprint of its drawing. An empty size says that AVIF did not pay and was left out. */
interface Ledger {
  readonly [path: string]: { readonly from: string; readonly bytes: number };
}

export interface ImagesBuilt {
  readonly made: number;
  readonly kept: number;
}

const AT_ONCE = 4;

/**
 * Writes the flags, the brand's marks and the given pictures below `folder`, which mirrors `/media/`.
 * Only what changed is drawn again; what is no longer drawn is removed. May be stopped at any moment.
 */
export async function buildImages(jobs: readonly RasterJob[], folder: string): Promise<ImagesBuilt> {
  const before = await readLedger(folder);
  const now: Record<string, Ledger[string]> = {};
  let made = 0;

  for (const [path, svg] of plainDrawings()) {
    const from = fingerprint(svg);
    if (!isCurrent(before, folder, path, from)) {
      await put(folder, path, svg);
      made++;
    }
    now[path] = { from, bytes: Buffer.byteLength(svg) };
  }

  const waiting: RasterJob[] = [];
  for (const job of jobs) {
    const from = fingerprint(`${ENCODERS} ${job.width} ${job.format} ${job.svg}`);
    const known = before[job.path];
    if (known && isCurrent(before, folder, job.path, from)) now[job.path] = known;
    else waiting.push(job);
  }
  const drawn = await inParallel(waiting, AT_ONCE, async (job) => ({ job, picture: await rasterise(job) }));
  for (const { job, picture } of drawn) {
    const from = fingerprint(`${ENCODERS} ${job.width} ${job.format} ${job.svg}`);
    await put(folder, job.path, picture);
    now[job.path] = { from, bytes: picture.length };
    made++;
  }
  await leaveOutWhatDoesNotPay(folder, now);
  await removeOthers(folder, new Set(Object.keys(now)));
  await put(dirname(folder), basename(ledgerPath(folder)), JSON.stringify(now));
  return { made, kept: Object.keys(now).length - made };
}

/** Drawings served as they are. */
function plainDrawings(): readonly (readonly [path: string, svg: string])[] {
  return [
    ...FLAG_KEYS.map((key) => [`flags/${key}.svg`, flagSvg(key) ?? ''] as const),
    ...Object.entries(brandMarks).map(([name, svg]) => [`story/brand/${name}.svg`, svg] as const),
  ];
}

/** An AVIF that is no smaller than the WebP beside it is deleted, and remembered as empty. */
async function leaveOutWhatDoesNotPay(folder: string, now: Record<string, Ledger[string]>): Promise<void> {
  for (const [path, entry] of Object.entries(now)) {
    if (!path.endsWith('.avif') || entry.bytes === 0) continue;
    const twin = now[path.replace(/avif$/, 'webp')];
    if (!twin || entry.bytes < twin.bytes) continue;
    await rm(join(folder, path), { force: true });
    now[path] = { from: entry.from, bytes: 0 };
  }
}

async function removeOthers(folder: string, wanted: ReadonlySet<string>): Promise<void> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const name = relative(folder, path).replaceAll('\\', '/');
    if (!wanted.has(name)) await rm(path, { force: true });
  }
}

function isCurrent(ledger: Ledger, folder: string, path: string, from: string): boolean {
  const entry = ledger[path];
  return entry?.from === from && (entry.bytes === 0 || existsSync(join(folder, path)));
}

/** Beside the folder, not in it: it is not to be served. */
const ledgerPath = (folder: string): string => join(dirname(folder), `${basename(folder)}-ledger.json`);

async function readLedger(folder: string): Promise<Ledger> {
  const path = ledgerPath(folder);
  if (!(await stat(path).catch(() => null))) return {};
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Ledger;
  } catch {
    // A ledger cut short tells nothing: everything is drawn again.
    return {};
  }
}

/** Written beside, then renamed: a reader never sees half a picture. */
async function put(folder: string, path: string, content: string | Buffer): Promise<void> {
  const target = join(folder, path);
  await mkdir(dirname(target), { recursive: true });
  await writeFile(`${target}.part`, content);
  await rename(`${target}.part`, target);
}

const fingerprint = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 22);

async function inParallel<T, R>(items: readonly T[], atOnce: number, work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const queue = items.entries();
  const worker = async (): Promise<void> => {
    for (const [index, item] of queue) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return results;
}
