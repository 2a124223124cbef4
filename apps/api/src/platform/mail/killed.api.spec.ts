import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { env, execPath } from 'node:process';
import { fileURLToPath } from 'node:url';
import { cloneDatabase, dataDir, openApp, type TestApp } from '../../../test/harness.js';
import { eventually } from '../../../test/platform.js';
import { CERTIFICATE, headersOf, smtpPeer, type SmtpPeer } from '../../../test/smtp-peer.js';
import { Mailer } from './mailer.js';

const MAIN = fileURLToPath(new URL('../../../dist/main.js', import.meta.url));
const MAILS = 24;
/** A process of its own starts for each part, on a machine that may be busy. */
const PATIENCE = 120_000;

/**
 * Processes that send are killed (SIGKILL, nothing of theirs runs any more) at the worst moments. No mail is lost. A mail
 * leaves twice only when the server had all of it and its answer had not been written down: SMTP has no word for
 * “you have this one already” but the message id, which is the same.
 */
describe('a process that is killed while it sends', () => {
  let url: string;
  let web: TestApp;
  let peer: SmtpPeer;
  const workers: ChildProcess[] = [];
  beforeAll(async () => {
    peer = await smtpPeer();
    url = await cloneDatabase();
    web = await openApp(url, { ...through(), FOYER_ROLE: 'web' });
  });
  afterAll(async () => {
    await Promise.all(workers.map(kill));
    await web.close();
    await peer.close();
  });

  const through = (): Record<string, string> => ({ SMTP_URL: `smtp://localhost:${peer.port}`, SMTP_CA_FILE: CERTIFICATE, MAIL_FROM: 'bonjour@example.org' });

  /** A process that works, as an operator starts it. */
  function work(): ChildProcess {
    const settings = { DATABASE_URL: url, DATA_DIR: dataDir(), PUBLIC_URL: 'http://localhost', HOST: '127.0.0.1', PORT: '0', FOYER_ROLE: 'worker', FOYER_SEED: 'none', FOYER_DATABASE_POOL: '4', NODE_ENV: 'test', ...through() };
    const child = spawn(execPath, [MAIN], { env: { PATH: env['PATH'], HOME: env['HOME'], ...settings }, stdio: 'ignore' });
    workers.push(child);
    return child;
  }

  async function kill(child: ChildProcess): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  /** Starts a process, and kills it the moment that the mood of its mail number `after` comes. */
  async function killedAt(after: number, mood: (now: () => void) => SmtpPeer['moods'][number]): Promise<void> {
    const taken = Array.from({ length: after }, () => ({ at: 'taken', told: () => undefined }) as const);
    await new Promise<void>((resolve, reject) => {
      const child = work();
      child.once('error', reject).once('exit', (code, signal) => { if (signal !== 'SIGKILL') reject(new Error(`the process ended by itself: ${code}`)); });
      peer.moods.push(...taken, mood(() => void kill(child).then(resolve, reject)));
    });
    expect(peer.moods).toEqual([]);
    // Nothing runs meanwhile that would take the mail: its lease is over at once.
    await web.owner.query(`UPDATE mails SET next_try_at = now() WHERE state = 'queued'`);
  }

  const times = (): ReadonlyMap<string, number> => {
    const counted = new Map<string, number>();
    for (const { raw } of peer.received) {
      const id = headersOf(raw).get('message-id') ?? '';
      counted.set(id, (counted.get(id) ?? 0) + 1);
    }
    return counted;
  };
  const twice = (): number => [...times().values()].filter((count) => count > 1).length;

  it('loses none, and sends none twice that was written down as sent', async () => {
    const ids = await web.database.transaction(async (tx) => {
      const queued: string[] = [];
      for (let n = 0; n < MAILS; n++) {
        queued.push(await web.server.app.get(Mailer).queue(tx, {
          template: 'accounts.passwordChanged', to: { address: `m${n}@example.org`, name: null }, locale: 'fr', essential: true,
          data: { at: '2026-01-05T10:00:00Z', url: 'http://localhost/settings/security' },
        }));
      }
      return queued;
    });

    // Before the server had the mail: it leaves later, once.
    await killedAt(4, (now) => ({ at: 'rcpt', silent: now }));
    expect([peer.received.length, twice()]).toEqual([4, 0]);

    // It had all of it and had not answered: nobody can know, it leaves again.
    await killedAt(4, (now) => ({ at: 'data', silent: now }));
    expect(peer.received).toHaveLength(9);

    // Its answer is on the way: written down or not, at most this one leaves again.
    await killedAt(5, (now) => ({ at: 'taken', told: now }));
    const written = (await web.owner.query<{ message: string }>(`SELECT message_id AS message FROM mails WHERE state = 'sent'`)).rows.map(({ message }) => `<${message}>`);

    const last = work();
    await eventually('all are sent', async () => (await web.owner.query(`SELECT 1 FROM mails WHERE state <> 'sent'`)).rowCount === 0, PATIENCE);
    await kill(last);
    const counted = times();
    expect([...counted.keys()].sort()).toEqual(ids.map((id) => `<${id}@example.org>`).sort());
    // The one of the second killing and, if the third was quicker than the note, that one.
    expect([1, 2]).toContain(twice());
    expect([...counted.values()].every((count) => count <= 2)).toBe(true);
    const second = headersOf(peer.received[8]?.raw ?? '').get('message-id') ?? '';
    expect(counted.get(second)).toBe(2);
    expect(written.filter((message) => message !== second && (counted.get(message) ?? 0) > 1)).toEqual([]);
  }, PATIENCE * 3);
});
