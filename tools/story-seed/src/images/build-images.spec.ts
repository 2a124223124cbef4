import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readStory } from '../read-story.js';
import { buildImages } from './build-images.js';
import { rasterJobs } from './raster-plan.js';

const story = readStory();
const cover = (name: string): boolean => name.includes('/home-') || name.includes('/product-bag-');
const jobs = rasterJobs({ members: story.members.slice(0, 2) }).filter(({ path }) => path.includes('/avatars/') || cover(path));
let folder: string;

beforeAll(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'story-images-')), 'media');
});
afterAll(() => rmSync(join(folder, '..'), { recursive: true, force: true }));

describe('building the pictures', () => {
  it('draws everything once, nothing twice, and again what changed', async () => {
    const drawn = await buildImages(jobs, folder);
    expect(drawn.kept).toBe(0);
    expect(existsSync(join(folder, 'flags/lampes.svg'))).toBe(true);
    expect(statSync(join(folder, 'story/covers/home-1280.webp')).size).toBeLessThan(60_000);
    expect(readFileSync(join(folder, 'story/avatars/maelle.webp')).subarray(8, 12).toString()).toBe('WEBP');
    expect(await buildImages(jobs, folder)).toEqual({ made: 0, kept: drawn.made });

    const changed = jobs.map((job) => (job.path.includes('maelle') ? { ...job, svg: job.svg.replace('#cfe0e2', '#123456') } : job));
    expect((await buildImages(changed, folder)).made).toBe(2);
  });

  it('keeps an AVIF only where it is smaller than the WebP', async () => {
    await buildImages(jobs, folder);
    for (const { path } of jobs.filter(({ format }) => format === 'avif')) {
      const avif = join(folder, path);
      if (existsSync(avif)) expect(statSync(avif).size).toBeLessThan(statSync(avif.replace(/avif$/, 'webp')).size);
    }
  });

  it('draws again what was deleted, and removes what no longer belongs', async () => {
    await buildImages(jobs, folder);
    rmSync(join(folder, 'flags/lampes.svg'));
    writeFileSync(join(folder, 'flags/old.svg'), 'old');
    expect((await buildImages(jobs.slice(1), folder)).made).toBe(1);
    expect(existsSync(join(folder, 'flags/lampes.svg'))).toBe(true);
    expect(existsSync(join(folder, 'flags/old.svg'))).toBe(false);
    expect(existsSync(join(folder, jobs[0]?.path ?? ''))).toBe(false);
  });

  it('starts again when it was cut short', async () => {
    writeFileSync(`${folder}-ledger.json`, '{"half');
    expect((await buildImages([], folder)).kept).toBe(0);
  });
});
