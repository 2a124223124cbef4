import { jest } from '@jest/globals';
import { account, Browser, codeOf } from '../../../test/account-house.js';
import { later, withApp } from '../../../test/factors-house.js';
import { startApp, type TestApp } from '../../../test/harness.js';

describe('a code app and its recovery codes', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp({ FOYER_SECOND_FACTOR: 'required' });
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(() => app.close());

  describe('a code app', () => {
    it('is asked for after the password, and ends the sign-in', async () => {
      const { who, seed, codes } = await withApp(app);
      expect(codes).toHaveLength(10);
      const browser = new Browser(app);
      const due = await browser.signIn(who);
      expect(due).toEqual({ __typename: 'SecondFactorDue', challenge: expect.any(String), methods: ['totp', 'recovery'] });
      expect(await browser.tell('viewer')).toBeNull();
      expect(await browser.tell('complete', { challenge: due.challenge, code: codeOf(seed) })).toEqual({ __typename: 'SignedIn', viewer: { handle: who.handle }, mustEnrol: false });
      expect(await browser.tell('viewer')).toMatchObject({ handle: who.handle });
    });

    it('gives codes that work once, even for two browsers at once', async () => {
      const { who, seed } = await withApp(app);
      const browsers = [new Browser(app), new Browser(app), new Browser(app)];
      const dues = await Promise.all(browsers.map((browser) => browser.signIn(who)));
      const told = await Promise.all(browsers.map((browser, n) => browser.tell('complete', { challenge: dues[n]?.challenge, code: codeOf(seed) })));
      expect(told.map((one) => one.code ?? one.__typename).sort()).toEqual(['SignedIn', 'factor.codeUsed', 'factor.codeUsed']);
    });

    it('with a clock 5 min off is refused with a sentence that names the clock', async () => {
      const { who, seed } = await withApp(app);
      const browser = new Browser(app, { 'accept-language': 'en' });
      const { challenge } = await browser.signIn(who);
      for (const off of [300_000, -300_000]) expect(await browser.tell('complete', { challenge, code: codeOf(seed, Date.now() + off) })).toMatchObject({ code: 'factor.clock', message: expect.stringContaining('clock of the device that shows it is wrong by about 5 min') });
      expect(await browser.tell('complete', { challenge, code: codeOf(seed, Date.now() + 30_000) })).toMatchObject({ __typename: 'SignedIn' });
    });

    it('keeps its seed sealed', async () => {
      const { seed } = await withApp(app);
      const { rows } = await app.owner.query<{ dump: string }>(`SELECT string_agg(t::text, ' ') AS dump FROM member_totp t`);
      expect(rows[0]?.dump).not.toContain(seed);
    });

    it('is not confirmed by a wrong code, and counts for nothing before', async () => {
      const who = await account(app);
      const browser = new Browser(app);
      await browser.signIn(who);
      const { seed } = await browser.tell('beginTotp');
      expect(await browser.tell('confirmTotp', { code: '000000' })).toMatchObject({ code: expect.stringMatching(/^factor\.(code|clock)$/), field: 'code' });
      expect(await browser.security()).toMatchObject({ totp: false, pendingTotp: { seed } });
      expect(await new Browser(app).signIn(who)).toMatchObject({ __typename: 'SignedIn' });
    });

    it('ends the other sessions when it becomes the second step, and is told by mail', async () => {
      const who = await account(app);
      const [here, there] = [new Browser(app), new Browser(app)];
      await here.signIn(who);
      await there.signIn(who);
      const { seed } = await here.tell('beginTotp');
      await here.tell('confirmTotp', { code: codeOf(seed) });
      expect([await here.tell('viewer'), await there.tell('viewer')]).toEqual([expect.objectContaining({ handle: who.handle }), null]);
      expect((await app.mails()).filter((mail) => mail.to === who.email).map((mail) => mail.template)).toContain('accounts.factorAdded');
    });
  });

  describe('a sign-in that waits for its second factor', () => {
    it.each([
      ['another browser', (browser: Browser) => browser.forget('foyer_device')],
      ['a tampered cookie', (browser: Browser) => browser.set('foyer_device', 'x'.repeat(43))],
    ])('is nothing to %s', async (_who, change) => {
      const { who, seed } = await withApp(app);
      const browser = new Browser(app);
      const { challenge } = await browser.signIn(who);
      change(browser);
      expect(await browser.tell('complete', { challenge, code: codeOf(seed) })).toMatchObject({ code: 'session.challengeOver' });
    });

    it('is over after ten minutes, after ten wrong codes, and once it succeeded', async () => {
      const { who, seed } = await withApp(app);
      const browser = new Browser(app);
      const first = await browser.signIn(who);
      const at = later(app, 601);
      expect(await browser.tell('complete', { challenge: first.challenge, code: codeOf(seed, at) })).toMatchObject({ code: 'session.challengeOver' });
      jest.restoreAllMocks();
      const second = await browser.signIn(who);
      for (let n = 0; n < 10; n++) expect(await browser.tell('complete', { challenge: second.challenge, code: 'abcdef' })).toMatchObject({ code: 'factor.code' });
      expect(await browser.tell('complete', { challenge: second.challenge, code: codeOf(seed) })).toMatchObject({ code: 'session.challengeOver' });
      const third = await browser.signIn(who);
      await browser.tell('complete', { challenge: third.challenge, code: codeOf(seed) });
      expect(await browser.tell('complete', { challenge: third.challenge, code: codeOf(seed, Date.now() + 30_000) })).toMatchObject({ code: 'session.challengeOver' });
    });

    it.each(['', 'x', 'ffffffff-ffff-ffff-ffff-ffffffffffff', "'; --"])('does not exist under %j', async (challenge) => {
      const { seed, browser } = await withApp(app);
      expect(await browser.tell('complete', { challenge, code: codeOf(seed) })).toMatchObject({ code: 'session.challengeOver' });
    });

    it('is over when she was suspended meanwhile', async () => {
      const { who, seed } = await withApp(app);
      const browser = new Browser(app);
      const { challenge } = await browser.signIn(who);
      await app.owner.query(`UPDATE members SET state = 'suspended' WHERE id = $1`, [who.id]);
      expect(await browser.tell('complete', { challenge, code: codeOf(seed) })).toMatchObject({ code: 'session.challengeOver' });
      await app.owner.query(`UPDATE members SET state = 'active' WHERE id = $1`, [who.id]);
      expect(await browser.tell('complete', { challenge, code: codeOf(seed) })).toMatchObject({ __typename: 'SignedIn' });
    });
  });

  describe('recovery codes', () => {
    it('open the account once each, however they are typed, and say how many are left', async () => {
      const { who, codes } = await withApp(app);
      const browsers = [new Browser(app), new Browser(app)];
      const dues = await Promise.all(browsers.map((browser) => browser.signIn(who)));
      const code = (codes[0] ?? '').toUpperCase().replaceAll('-', ' ');
      const told = await Promise.all(browsers.map((browser, n) => browser.tell('complete', { challenge: dues[n]?.challenge, code })));
      expect(told.map((one) => one.code ?? one.__typename).sort()).toEqual(['SignedIn', 'factor.recoveryCode']);
      const mail = (await app.mails()).find((one) => one.to === who.email && one.template === 'accounts.recoveryCodeUsed');
      expect(mail?.text).toMatch(/\b9\b/);
    });

    it('of somebody else open nothing, and are kept as hashes', async () => {
      const [mine, hers] = [await withApp(app), await withApp(app)];
      const browser = new Browser(app);
      const { challenge } = await browser.signIn(mine.who);
      expect(await browser.tell('complete', { challenge, code: hers.codes[0] })).toMatchObject({ code: 'factor.recoveryCode' });
      const { rows } = await app.owner.query<{ dump: string }>(`SELECT string_agg(c::text, ' ') AS dump FROM member_recovery_codes c`);
      expect(rows[0]?.dump).not.toContain(hers.codes[0]?.replaceAll('-', ''));
    });

    it('are replaced by a new sheet', async () => {
      const { who, browser, codes } = await withApp(app);
      const renewed = await browser.tell('renewCodes');
      expect(renewed.codes).toHaveLength(10);
      const other = new Browser(app);
      const { challenge } = await other.signIn(who);
      expect(await other.tell('complete', { challenge, code: codes[1] })).toMatchObject({ code: 'factor.recoveryCode' });
      expect(await other.tell('complete', { challenge, code: renewed.codes[1] })).toMatchObject({ __typename: 'SignedIn' });
    });
  });
});
