import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { SETTINGS, type Settings } from '../config/settings.js';

const ALGORITHM = 'aes-256-gcm';
const FIRST_KEY = '1';
const NAME = /^\d{1,9}$/;
const KEY = /^[0-9a-f]{64}$/;

interface Keys {
  readonly byId: ReadonlyMap<string, Buffer>;
  readonly current: string;
}

/**
 * Seals what must be stored and read again (seeds of one-time codes, secrets of sign-in providers), with AES-256-GCM.
 * Keys are files of `DATA_DIR/secrets/keys`, named by numbers; the highest seals, all of them open. Adding a file
 * changes the key; what was sealed before still opens until it is sealed anew.
 */
@Injectable()
export class Secrets {
  private readonly folder: string;
  private keys: Promise<Keys> | null = null;

  constructor(@Inject(SETTINGS) settings: Settings) {
    this.folder = join(settings.dataDir, 'secrets', 'keys');
  }

  /** @param place what it belongs to (`totp:<member>`): moved anywhere else, it does not open */
  async seal(plain: string, place: string): Promise<string> {
    const { byId, current } = await this.read();
    const key = byId.get(current);
    if (!key) throw new Error(`No key ${current}`);
    const iv = randomBytes(12);
    const cipher = createCipheriv(ALGORITHM, key, iv).setAAD(Buffer.from(place));
    const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
    return [current, iv.toString('base64url'), cipher.getAuthTag().toString('base64url'), sealed.toString('base64url')].join('.');
  }

  /** @throws when the key is missing, or the text was changed or moved */
  async open(sealed: string, place: string): Promise<string> {
    const [id = '', iv = '', tag = '', text = ''] = sealed.split('.');
    const key = (await this.read()).byId.get(id) ?? (await this.read(true)).byId.get(id);
    if (!key) throw new Error(`The key ${id} is missing in ${this.folder}`);
    const decipher = createDecipheriv(ALGORITHM, key, Buffer.from(iv, 'base64url'), { authTagLength: 16 }).setAAD(Buffer.from(place)).setAuthTag(Buffer.from(tag, 'base64url'));
    return decipher.update(text, 'base64url', 'utf8') + decipher.final('utf8');
  }

  /** Whether it was sealed with another key than the one that seals now. */
  async isOld(sealed: string): Promise<boolean> {
    return sealed.split('.')[0] !== (await this.read()).current;
  }

  private read(again = false): Promise<Keys> {
    if (again || !this.keys) {
      this.keys = this.load();
      // A folder that could not be read is tried again.
      this.keys.catch(() => (this.keys = null));
    }
    return this.keys;
  }

  private async load(): Promise<Keys> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    let names = await this.names();
    if (names.length === 0) {
      try {
        // 'wx' lets exactly one of several processes that start together write it.
        await writeFile(join(this.folder, FIRST_KEY), randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' });
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
      names = [FIRST_KEY];
    }
    const byId = new Map<string, Buffer>();
    for (const name of names) {
      const hex = (await readFile(join(this.folder, name), 'utf8')).trim();
      if (!KEY.test(hex)) throw new Error(`${join(this.folder, name)} is not a key of 64 hexadecimal digits`);
      byId.set(name, Buffer.from(hex, 'hex'));
    }
    return { byId, current: names.at(-1) ?? FIRST_KEY };
  }

  private async names(): Promise<string[]> {
    return (await readdir(this.folder)).filter((name) => NAME.test(name)).sort((a, b) => Number(a) - Number(b));
  }
}
