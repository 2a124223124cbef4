import { io, type Socket } from 'socket.io-client';
import { account, Browser, type Account } from '../../../test/account-house.js';
import { openApp, startApp, type TestApp } from '../../../test/harness.js';

const FIREFOX = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0' };
const IPHONE = { 'user-agent': 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1' };
const WITHIN_MS = 2_000;

describe('sessions', () => {
  let app: TestApp, other: TestApp;
  const sockets: Socket[] = [];
  beforeAll(async () => {
    app = await startApp({ TRUSTED_PROXIES: '127.0.0.1', FOYER_COUNTRY_HEADER: 'cf-ipcountry' });
    other = await openApp(app.settings.databaseUrl ?? '');
  });
  afterAll(async () => {
    for (const socket of sockets) socket.disconnect();
    await other.close();
    await app.close();
  });

  const signedIn = async (who: Account, headers: Record<string, string> = {}): Promise<Browser> => {
    const browser = new Browser(app, headers);
    await browser.signIn(who);
    return browser;
  };
  /** An open socket of a browser on a process, and how long after now it closes. */
  const live = async (process: TestApp, browser: Browser): Promise<{ closed: () => Promise<number> }> => {
    const socket = io(process.url, { transports: ['websocket'], reconnection: false, extraHeaders: { cookie: `foyer_session=${browser.cookie() ?? ''}`, origin: 'http://localhost' } });
    sockets.push(socket);
    await new Promise<void>((resolve, reject) => void socket.once('connect', resolve).once('connect_error', reject));
    return {
      closed: () => {
        const since = performance.now();
        return new Promise((resolve) => socket.once('disconnect', () => resolve(performance.now() - since)));
      },
    };
  };

  it('are listed with device and place, the present one marked', async () => {
    const who = await account(app);
    await signedIn(who, { ...IPHONE, 'x-forwarded-for': '192.0.2.41', 'cf-ipcountry': 'FR' });
    const here = await signedIn(who, { ...FIREFOX, 'x-forwarded-for': '2001:db8:1:2:3::4', 'cf-ipcountry': 'XX' });
    expect((await here.security()).sessions).toEqual([
      { id: expect.any(String), current: true, kind: 'computer', browser: 'Firefox', system: 'Linux', network: '2001:db8:1:2::/64', country: null },
      { id: expect.any(String), current: false, kind: 'phone', browser: 'Safari', system: 'iOS', network: '192.0.2.…', country: 'FR' },
    ]);
  });

  it('end one by one, and open sockets on another process with them, within 2 s', async () => {
    const who = await account(app);
    const [here, there] = [await signedIn(who), await signedIn(who)];
    const [kept, cut] = [await live(other, here), await live(other, there)];
    const id = (await there.security()).sessions.find((session) => session.current)?.id;
    let keptClosed = false;
    void kept.closed().then(() => (keptClosed = true));
    const closed = cut.closed();
    expect(await here.tell('revoke', { id })).toMatchObject({ __typename: 'Done' });
    expect(await closed).toBeLessThan(WITHIN_MS);
    expect([await there.tell('viewer'), keptClosed]).toEqual([null, false]);
    expect(await here.tell('revoke', { id })).toMatchObject({ code: 'session.gone' });
  });

  it('end all at once but the present one, with their sockets on both processes', async () => {
    const who = await account(app);
    const [here, ...others] = [await signedIn(who), await signedIn(who), await signedIn(who)];
    const closing = await Promise.all(others.map((browser, n) => live(n === 0 ? app : other, browser)));
    const closed = Promise.all(closing.map((one) => one.closed()));
    await here.tell('revokeOthers');
    for (const time of await closed) expect(time).toBeLessThan(WITHIN_MS);
    expect((await here.security()).sessions).toHaveLength(1);
    for (const browser of others) expect(await browser.tell('viewer')).toBeNull();
  });

  it('of somebody else cannot be ended', async () => {
    const [mine, hers] = [await signedIn(await account(app)), await signedIn(await account(app))];
    const id = (await hers.security()).sessions[0]?.id;
    for (const wrong of [id, 'x', '', 'ffffffff-ffff-ffff-ffff-ffffffffffff']) expect(await mine.tell('revoke', { id: wrong })).toMatchObject({ code: 'session.gone' });
    expect(await hers.tell('viewer')).not.toBeNull();
  });

  it('on a new device are told by mail; the first one and known ones are not', async () => {
    const who = await account(app);
    const told = async (): Promise<string[]> => (await app.mails()).filter((mail) => mail.to === who.email && mail.template === 'accounts.newDevice').map((mail) => mail.text);
    const first = await signedIn(who, FIREFOX);
    await first.signIn(who);
    expect(await told()).toEqual([]);
    await signedIn(who, { ...IPHONE, 'x-forwarded-for': '192.0.2.41', 'cf-ipcountry': 'FR' });
    const [mail] = await told();
    expect(mail).toContain('Safari, iOS');
    expect(mail).toContain('192.0.2.… · FR');
    expect(mail).not.toContain('192.0.2.41');
    await first.signIn(who);
    expect(await told()).toHaveLength(1);
  });
});
