import { createHmac, randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Settings } from '../config/settings.js';

export const APP_ROLE = 'foyer_app';

/**
 * The installation's secret (32 bytes, hex), made on the first start and kept in `DATA_DIR/secrets`.
 * Every process of an installation must share it.
 */
export async function installationSecret(dataDir: string): Promise<string> {
  const folder = join(dataDir, 'secrets');
  const file = join(folder, 'installation');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  try {
    // 'wx' lets exactly one of several processes that start together write it.
    await writeFile(file, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return (await readFile(file, 'utf8')).trim();
}

/** The application role's address: given, or the owner's with the role and a password derived from the secret. */
export async function appConnection(settings: Settings): Promise<{ url: string; password: string | null }> {
  if (settings.databaseAppUrl) return { url: settings.databaseAppUrl, password: null };
  if (!settings.databaseUrl) throw new Error('DATABASE_URL is needed');
  const secret = await installationSecret(settings.dataDir);
  const password = createHmac('sha256', secret).update('database role foyer_app').digest('hex');
  const url = new URL(settings.databaseUrl);
  url.username = APP_ROLE;
  url.password = password;
  return { url: url.href, password };
}
