import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dkimValid } from '../../../test/dkim-check.js';
import { openApp, startApp, type TestApp } from '../../../test/harness.js';
import { post, postNews, reaches, registerTrials, rowOf } from '../../../test/mail-house.js';
import { eventually } from '../../../test/platform.js';
import { CERTIFICATE, headersOf, silentPort, smtpPeer, wordsIn, type SmtpPeer } from '../../../test/smtp-peer.js';
import { MailBell } from './mail-bell.js';
import { SmtpTransport } from './smtp-transport.js';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048, privateKeyEncoding: { type: 'pkcs8', format: 'pem' }, publicKeyEncoding: { type: 'spki', format: 'pem' } });
const keyFile = join(mkdtempSync(join(tmpdir(), 'foyer-dkim-')), 'key.pem');
writeFileSync(keyFile, privateKey);

const through = (port: number): Record<string, string> => ({
  SMTP_URL: `smtp://foyer:s%40fe@localhost:${port}`,
  SMTP_CA_FILE: CERTIFICATE,
  MAIL_FROM: 'La Veillée <bonjour@example.org>',
  DKIM_DOMAIN: 'example.org',
  DKIM_SELECTOR: 'foyer',
  DKIM_KEY_FILE: keyFile,
});

/** Makes what was put off due now. */
const hurry = async (app: TestApp): Promise<void> => {
  await app.owner.query(`UPDATE mails SET next_try_at = now() WHERE state = 'queued'`);
  app.server.app.get(MailBell).ring();
};

describe('mails through a real server', () => {
  let app: TestApp;
  let peer: SmtpPeer;
  beforeAll(async () => {
    registerTrials();
    peer = await smtpPeer({ password: 's@fe' });
    app = await startApp(through(peer.port));
  });
  afterAll(async () => {
    await app.close();
    await peer.close();
  });

  it('leave signed, over TLS and after a sign-in, and nothing they opened is left behind', async () => {
    const id = await post(app, { from: { name: 'Anaïs, de Kerlune' } });
    const row = await reaches(app, id, 'sent');
    expect(row).toMatchObject({ data: null, subject: 'Maëlle\u00a0: confirme ton adresse', message_id: `${id}@example.org`, last_error: null });
    const mail = peer.received.at(-1);
    expect(mail).toMatchObject({ from: 'bonjour@example.org', to: ['maelle@example.org'], secure: true, user: 'foyer' });
    const headers = headersOf(mail?.raw ?? '');
    expect(headers.get('message-id')).toBe(`<${id}@example.org>`);
    expect(headers.get('auto-submitted')).toBe('auto-generated');
    expect(headers.get('from')).toContain('<bonjour@example.org>');
    expect(wordsIn(mail?.raw ?? '')).toContain('https://example.org/confirm/s3cr3t');
    expect(dkimValid(mail?.raw ?? '', publicKey)).toBe(true);
    expect(dkimValid((mail?.raw ?? '').replace('text/plain', 'text/plane'), publicKey)).toBe(false);
    const { rows } = await app.owner.query(`SELECT m::text AS row FROM mails m WHERE m::text LIKE '%s3cr3t%'`);
    expect(rows).toEqual([]);
  });

  it('keep what was harmless readable', async () => {
    const id = await postNews(app, 'La marée est haute');
    expect(await reaches(app, id, 'sent')).toMatchObject({ data: { line: 'La marée est haute' } });
  });

  it('stay one mail to one person, whatever the names hold', async () => {
    const nasty = 'Eve\r\nBcc: all@example.org\r\n\r\n<x@example.net>, "y" <y@example.net>';
    const id = await post(app, { to: { address: 'eve@example.org', name: nasty }, from: { name: nasty }, data: { who: nasty, url: 'https://example.org/x' } });
    await reaches(app, id, 'sent');
    const mail = peer.received.at(-1);
    expect(mail?.to).toEqual(['eve@example.org']);
    const headers = headersOf(mail?.raw ?? '');
    expect([...headers.keys()]).not.toContain('bcc');
    expect(headers.get('to')).toMatch(/<eve@example\.org>$/);
    expect(headers.get('from')).toMatch(/<bonjour@example\.org>$/);
  });

  it('wait and try again after a passing refusal, and leave once', async () => {
    const before = peer.received.length;
    peer.moods.push({ at: 'rcpt', status: 451, says: '4.7.1 Greylisted' });
    const id = await post(app);
    await eventually('it was put off', async () => (await rowOf(app, id)).last_error !== null);
    expect(await rowOf(app, id)).toMatchObject({ state: 'queued', attempts: 1, last_error: expect.stringContaining('Greylisted') });
    await hurry(app);
    expect(await reaches(app, id, 'sent')).toMatchObject({ attempts: 2, last_error: null });
    expect(peer.received).toHaveLength(before + 1);
  });

  it('bounce with the server’s own reason, and are not tried again', async () => {
    peer.moods.push({ at: 'rcpt', status: 550, says: '5.1.1 No such user here' });
    const id = await post(app);
    expect(await reaches(app, id, 'bounced')).toMatchObject({ attempts: 1, last_error: expect.stringContaining('No such user here') });
  });

  it('fail whole when the content is refused for good', async () => {
    peer.moods.push({ at: 'data', status: 554, says: '5.7.1 Message refused' });
    const id = await post(app);
    expect(await reaches(app, id, 'failed')).toMatchObject({ last_error: expect.stringContaining('Message refused'), data: { who: 'Maëlle' } });
  });

  it('may leave twice when the answer is lost, under the same id', async () => {
    const before = peer.received.length;
    peer.moods.push('hang up');
    const id = await post(app);
    await eventually('the line was cut', async () => (await rowOf(app, id)).last_error !== null);
    await hurry(app);
    await reaches(app, id, 'sent');
    const ids = peer.received.slice(before).map((mail) => headersOf(mail.raw).get('message-id'));
    expect(ids).toEqual([`<${id}@example.org>`, `<${id}@example.org>`]);
  });

  it('are each sent once by two processes', async () => {
    const second = await openApp(app.settings.databaseUrl ?? '', through(peer.port));
    try {
      const before = peer.received.length;
      const ids = await Promise.all(Array.from({ length: 20 }, (_, i) => post(i % 2 ? app : second)));
      await Promise.all(ids.map((id) => reaches(app, id, 'sent')));
      const sent = peer.received.slice(before).map((mail) => headersOf(mail.raw).get('message-id'));
      expect(sent.toSorted()).toEqual(ids.map((id) => `<${id}@example.org>`).toSorted());
    } finally {
      await second.close();
    }
  });
});

describe('a server that cannot be used', () => {
  beforeAll(() => registerTrials());

  it('is waited for: nothing is lost while it is away', async () => {
    const port = await silentPort();
    const app = await startApp(through(port));
    try {
      const id = await post(app);
      await eventually('it was tried', async () => (await rowOf(app, id)).last_error !== null);
      expect(await rowOf(app, id)).toMatchObject({ state: 'queued', attempts: 1, last_error: expect.stringContaining('ECONNREFUSED') });
      const peer = await smtpPeer({ port, password: 's@fe' });
      await hurry(app);
      await reaches(app, id, 'sent');
      expect(peer.received).toHaveLength(1);
      await peer.close();
    } finally {
      await app.close();
    }
  });

  it('is not spoken to when its certificate is nobody’s, nor given a wrong password for good', async () => {
    const peer = await smtpPeer({ password: 'another' });
    const app = await startApp({ ...through(peer.port), SMTP_CA_FILE: '' });
    const other = await startApp(through(peer.port));
    try {
      const stranger = await post(app);
      await eventually('it was tried', async () => (await rowOf(app, stranger)).last_error !== null);
      expect(await rowOf(app, stranger)).toMatchObject({ state: 'queued', last_error: expect.stringMatching(/self.signed/i) });
      expect(peer.offered).toEqual([]);
      const refused = await post(other);
      await eventually('it was tried', async () => (await rowOf(other, refused)).last_error !== null);
      expect(await rowOf(other, refused)).toMatchObject({ state: 'queued', last_error: expect.stringContaining('Invalid username or password') });
      expect(peer.offered).toEqual(['foyer:s@fe']);
      expect(peer.received).toEqual([]);
    } finally {
      await Promise.all([app.close(), other.close()]);
      await peer.close();
    }
  });

  it('never hears a password in the clear, unless it is this machine', async () => {
    const peer = await smtpPeer({ password: 's@fe', tls: false });
    const settings = { smtp: { host: '127.0.0.1', port: peer.port, secure: false, auth: { user: 'foyer', pass: 's@fe' }, local: false }, from: { name: null, address: 'a@example.org' }, caFile: null, dkim: null };
    const message = { id: 'one@example.org', from: { name: 'a', address: 'a@example.org' }, to: { name: '', address: 'b@example.org' }, subject: 's', html: '<p>h</p>', text: 't', headers: {} };
    const far = new SmtpTransport(settings);
    expect(await far.send(message)).toMatchObject({ kind: 'later' });
    expect(peer.offered).toEqual([]);
    const near = new SmtpTransport({ ...settings, smtp: { ...settings.smtp, local: true } });
    expect(await near.send(message)).toEqual({ kind: 'sent' });
    far.close();
    near.close();
    await peer.close();
  });
});
