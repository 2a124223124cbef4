import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Settings } from '../config/settings.js';
import { Secrets } from './secrets.js';

describe('sealed secrets', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'foyer-secrets-'));
  const settings = { dataDir } as Settings;

  it('open for every process, and show nothing', async () => {
    const sealed = await Promise.all([1, 2, 3].map(() => new Secrets(settings).seal('JBSWY3DPEHPK3PXP', 'totp:a')));
    expect(new Set(sealed).size).toBe(3);
    expect(sealed.join()).not.toContain('JBSWY3DPEHPK3PXP');
    for (const one of sealed) expect(await new Secrets(settings).open(one, 'totp:a')).toBe('JBSWY3DPEHPK3PXP');
    expect(readdirSync(join(dataDir, 'secrets', 'keys'))).toEqual(['1']);
  });

  it('do not open when they were moved or changed', async () => {
    const secrets = new Secrets(settings);
    const sealed = await secrets.seal('JBSWY3DPEHPK3PXP', 'totp:a');
    await expect(secrets.open(sealed, 'totp:b')).rejects.toThrow();
    const flipped = sealed.slice(0, -2) + (sealed.at(-2) === 'A' ? 'B' : 'A') + sealed.slice(-1);
    await expect(secrets.open(flipped, 'totp:a')).rejects.toThrow();
    for (const text of ['', '1', '1...', '9.a.b.c', '1.AAAA.AAAA.AAAA']) await expect(secrets.open(text, 'totp:a')).rejects.toThrow();
  });

  it('are sealed with the newest key, and open with the older ones', async () => {
    const before = new Secrets(settings);
    const old = await before.seal('seed', 'totp:a');
    writeFileSync(join(dataDir, 'secrets', 'keys', '10'), 'ab'.repeat(32), { mode: 0o600 });
    const secrets = new Secrets(settings);
    const anew = await secrets.seal('seed', 'totp:a');
    expect(anew).toMatch(/^10\./);
    expect([await secrets.isOld(old), await secrets.isOld(anew)]).toEqual([true, false]);
    expect([await secrets.open(old, 'totp:a'), await before.open(anew, 'totp:a')]).toEqual(['seed', 'seed']);
  });

  it('say which file is no key', async () => {
    writeFileSync(join(dataDir, 'secrets', 'keys', '11'), 'x');
    await expect(new Secrets(settings).seal('seed', 'totp:a')).rejects.toThrow('is not a key of 64 hexadecimal digits');
  });
});
