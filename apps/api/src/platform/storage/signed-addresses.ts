import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import * as v from 'valibot';
import { Clock } from '../clock/clock.js';
import { hasCode } from '../config/failures.js';
import { SETTINGS, type Settings } from '../config/settings.js';

/** An address of a file that not everybody may see works for so long, in seconds. */
const LIFETIME = 600;

const keysForm = v.object({ current: v.string(), keys: v.record(v.string(), v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))) });

/**
 * Signs the addresses of files that not everybody may see. Whoever was given one may fetch the file for ten minutes,
 * without a session: pictures in a page, and a browser that comes back. Keys have names, so that a new one can be
 * added while addresses under the old one still run out.
 */
@Injectable()
export class SignedAddresses implements OnModuleInit {
  private keys: v.InferOutput<typeof keysForm> = { current: '', keys: {} };

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  async onModuleInit(): Promise<void> {
    const folder = join(this.settings.dataDir, 'secrets');
    const file = join(folder, 'file-addresses.json');
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const fresh = { current: 'k1', keys: { k1: randomBytes(32).toString('hex') } };
    try {
      // 'wx' lets exactly one of several processes that start together write it.
      await writeFile(file, `${JSON.stringify(fresh, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
      this.keys = fresh;
    } catch (error) {
      if (!hasCode(error, ['EEXIST'])) throw error;
      this.keys = v.parse(keysForm, JSON.parse(await readFile(file, 'utf8')));
    }
    if (!Object.hasOwn(this.keys.keys, this.keys.current)) throw new Error(`${file} has no key named ${this.keys.current}`);
  }

  /** The address with its signature, from the root of the house. */
  sign(path: string): string {
    const until = Math.floor(this.clock.now().getTime() / 1_000) + LIFETIME;
    const key = this.keys.current;
    return `${path}?until=${until}&key=${key}&signature=${this.signature(path, until, key).toString('base64url')}`;
  }

  /** Seconds for which a signed address still holds; 0 when it does not. */
  remaining(path: string, query: Readonly<Record<string, unknown>>): number {
    const { until, key, signature } = query;
    if (typeof until !== 'string' || typeof key !== 'string' || typeof signature !== 'string') return 0;
    if (!/^\d{1,12}$/.test(until) || !Object.hasOwn(this.keys.keys, key)) return 0;
    const given = Buffer.from(signature, 'base64url');
    const right = this.signature(path, Number(until), key);
    if (given.length !== right.length || !timingSafeEqual(given, right)) return 0;
    return Math.max(0, Number(until) - Math.floor(this.clock.now().getTime() / 1_000));
  }

  private signature(path: string, until: number, key: string): Buffer {
    return createHmac('sha256', Buffer.from(this.keys.keys[key] ?? '', 'hex')).update(`${path}\n${until}\n${key}`).digest();
  }
}
