import { mkdtempSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { Command } from 'commander';
import { judgeDkim } from '@foyer/domain/mail';
import { readSettings } from '../platform/config/settings.js';
import { mailCommand } from './mail-command.js';

describe('foyer mail dkim', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'foyer-mail-'));
  const run = async (...words: string[]): Promise<string> => {
    const read = readSettings({ DATA_DIR: dataDir, FOYER_SEED: 'none' });
    if (!read.ok) throw new Error(read.problems.join());
    const program = new Command('foyer').exitOverride().configureOutput({ writeErr: () => undefined });
    mailCommand(program, read.settings);
    const written: string[] = [];
    const spy = jest.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(String(text)) > 0);
    try {
      await program.parseAsync(['node', 'foyer', 'mail', 'dkim', ...words]);
    } finally {
      spy.mockRestore();
    }
    return written.join('');
  };

  it('makes a key once, for its owner alone, and says what to publish', async () => {
    const said = await run('Example.org');
    expect(said).toContain('foyer._domainkey.example.org');
    expect(statSync(join(dataDir, 'secrets', 'dkim-foyer.pem')).mode & 0o777).toBe(0o600);
    const record = /v=DKIM1;.*/.exec(said)?.[0] ?? '';
    const publicKey = record.slice(record.indexOf('p=') + 2);
    expect(await judgeDkim({ domain: 'example.org', selector: 'foyer', publicKey }, 'example.org', () => Promise.resolve([record]))).toMatchObject({ verdict: 'good' });
    expect(await run('example.org')).toBe(said);
  });

  it('takes domains and selectors only', async () => {
    await expect(run('pas un domaine')).rejects.toThrow();
    await expect(run('example.org', '--selector', '../x')).rejects.toThrow();
  });
});
