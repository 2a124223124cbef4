import type { INestApplicationContext } from '@nestjs/common';
import { jest } from '@jest/globals';
import { eventually, platformDatabase, type PlatformDatabase } from '../../../test/platform.js';
import { Database } from '../database/database.js';
import { newId } from '../ids/ids.js';
import { auditHead, compareHead, readHead } from './audit-head.js';
import { AuditSealer } from './audit-sealer.js';
import { Audit } from './audit.js';
import { verifyAudit } from './verify-audit.js';

jest.setTimeout(30_000);

describe('the audit', () => {
  let installation: PlatformDatabase;
  let app: INestApplicationContext;

  beforeEach(async () => {
    installation = await platformDatabase();
    // A `web` process does not seal by itself: the test says when.
    app = await installation.start({ role: 'web' });
  });
  afterEach(() => installation.close());

  const write = (action: string): Promise<void> =>
    app.get(Database).transaction((tx) => app.get(Audit).write(tx, { action, subjectKind: 'space', subjectId: newId(), detail: { b: 1, a: 'é' }, ctx: null }));
  const verdict = () => verifyAudit(app.get(Database));
  const sealed = (n: number) =>
    eventually(`${n} entries are sealed`, async () => {
      await app.get(AuditSealer, { strict: false }).round();
      return (await verdict()).sealed === n;
    });

  it('seals what was written, in one unbroken chain', async () => {
    for (let i = 0; i < 5; i++) await write('space.created');
    await sealed(5);
    expect(await verdict()).toMatchObject({ sealed: 5, unsealed: 0, firstBroken: null, head: expect.stringMatching(/^[0-9a-f]{64}$/) });
  });

  it('says nothing of an action that was undone', async () => {
    await expect(
      app.get(Database).transaction(async (tx) => {
        await app.get(Audit).write(tx, { action: 'space.created', subjectKind: 'space', subjectId: null, ctx: null });
        throw new Error('undone');
      }),
    ).rejects.toThrow('undone');
    expect(await verdict()).toMatchObject({ sealed: 0, unsealed: 0 });
  });

  it('shows where an entry was changed', async () => {
    for (let i = 0; i < 4; i++) await write('space.created');
    await sealed(4);
    await installation.asOwner(`UPDATE audit_entries SET action = 'space.read' WHERE id = (SELECT entry_id FROM audit_seals WHERE number = 3)`);
    expect(await verdict()).toMatchObject({ sealed: 2, firstBroken: { number: '3', reason: 'changed' } });
  });

  it('shows where an entry was removed, with its seal or without', async () => {
    for (let i = 0; i < 4; i++) await write('space.created');
    await sealed(4);
    await installation.asOwner(`DELETE FROM audit_seals WHERE number = 2`);
    expect(await verdict()).toMatchObject({ sealed: 1, firstBroken: { number: '2', reason: 'missing' } });
  });

  it('shows that seals were renumbered over a gap', async () => {
    for (let i = 0; i < 4; i++) await write('space.created');
    await sealed(4);
    await installation.asOwner(`DELETE FROM audit_seals WHERE number = 2`);
    await installation.asOwner(`UPDATE audit_seals SET number = number - 1 WHERE number > 2`);
    expect(await verdict()).toMatchObject({ sealed: 1, firstBroken: { number: '2', reason: 'unchained' } });
  });

  it('leaves the newest entry unsealed while an older action is still open', async () => {
    let finish = (): void => undefined;
    const opened = new Promise<void>((resolve) => {
      void app.get(Database).transaction(async (tx) => {
        await app.get(Audit).write(tx, { action: 'space.created', subjectKind: 'space', subjectId: null, ctx: null });
        resolve();
        await new Promise<void>((end) => (finish = end));
      });
    });
    await opened;
    await write('space.edited');
    await app.get(AuditSealer, { strict: false }).round();
    expect(await verdict()).toMatchObject({ sealed: 0, unsealed: 1 });
    finish();
    await sealed(2);
    const { rows } = await installation.asOwner('SELECT action FROM audit_seals s JOIN audit_entries e ON e.id = s.entry_id ORDER BY number');
    expect(rows.map((row) => row.action)).toEqual(['space.created', 'space.edited']);
  });

  it('shows by a head kept elsewhere that its end was cut off or written anew', async () => {
    expect(await auditHead(app.get(Database))).toEqual({ number: '0', hash: null, sealedAt: null });
    for (let i = 0; i < 4; i++) await write('space.created');
    await sealed(4);
    const kept = readHead(`{"number":"1","hash":null,"sealedAt":null}\n${JSON.stringify(await auditHead(app.get(Database)))}\n`);
    expect(kept.number).toBe('4');
    expect(await compareHead(app.get(Database), kept)).toBe('same');
    await write('space.created');
    await sealed(5);
    expect(await compareHead(app.get(Database), kept)).toBe('same');
    await installation.asOwner('DELETE FROM audit_seals WHERE number > 3');
    // The rest holds by itself: only the kept head tells.
    expect((await verdict()).firstBroken).toBeNull();
    expect(await compareHead(app.get(Database), kept)).toBe('missing');
    await sealed(5);
    await installation.asOwner(`UPDATE audit_seals SET hash = sha256(hash) WHERE number = 4`);
    expect(await compareHead(app.get(Database), kept)).toBe('different');
    expect(() => readHead('rien')).toThrow('no head');
  });

  it('is append-only for the application', async () => {
    await write('space.created');
    await expect(app.get(Database).rows(`UPDATE audit_entries SET action = 'x'`)).rejects.toThrow(/permission denied/);
    await expect(app.get(Database).rows(`DELETE FROM audit_entries`)).rejects.toThrow(/permission denied/);
  });
});
