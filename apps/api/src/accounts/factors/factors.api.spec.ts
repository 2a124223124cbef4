import { randomUUID } from 'node:crypto';
import { jest } from '@jest/globals';
import { account, Browser, codeOf, type Account } from '../../../test/account-house.js';
import { startApp, type TestApp } from '../../../test/harness.js';
import { SoftPasskey, type Mischief } from '../../../test/soft-passkey.js';
import { Clock } from '../../platform/clock/clock.js';

const ORIGIN = 'http://localhost';

describe('second factors', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp({ FOYER_SECOND_FACTOR: 'required' });
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(() => app.close());

  /** The house's clock, and so its codes, a little later. */
  const later = (seconds: number): number => {
    const at = Date.now() + seconds * 1_000;
    jest.spyOn(app.server.app.get(Clock), 'now').mockReturnValue(new Date(at));
    return at;
  };

  /** Somebody with a code app, and the browser that set it up. */
  async function withApp(role: 'member' | 'admin' = 'member'): Promise<{ who: Account; browser: Browser; seed: string; codes: readonly string[] }> {
    const who = await account(app, role);
    const browser = new Browser(app);
    await browser.signIn(who);
    const { seed } = await browser.tell('beginTotp');
    const { recoveryCodes } = await browser.tell('confirmTotp', { code: codeOf(seed, Date.now() - 30_000) });
    return { who, browser, seed, codes: recoveryCodes ?? [] };
  }

  async function withPasskey(role: 'member' | 'admin' = 'member'): Promise<{ who: Account; browser: Browser; key: SoftPasskey }> {
    const who = await account(app, role);
    const browser = new Browser(app);
    await browser.signIn(who);
    const key = new SoftPasskey(ORIGIN);
    const { challenge, options } = await browser.tell('newPasskey');
    expect(await browser.tell('addPasskey', { question: challenge, answer: key.create(options), name: 'Mon téléphone' })).toMatchObject({ __typename: 'FactorAdded' });
    return { who, browser, key };
  }

  describe('a code app', () => {
    it('is asked for after the password, and ends the sign-in', async () => {
      const { who, seed, codes } = await withApp();
      expect(codes).toHaveLength(10);
      const browser = new Browser(app);
      const due = await browser.signIn(who);
      expect(due).toEqual({ __typename: 'SecondFactorDue', challenge: expect.any(String), methods: ['totp', 'recovery'] });
      expect(await browser.tell('viewer')).toBeNull();
      expect(await browser.tell('complete', { challenge: due.challenge, code: codeOf(seed) })).toEqual({ __typename: 'SignedIn', viewer: { handle: who.handle }, mustEnrol: false });
      expect(await browser.tell('viewer')).toMatchObject({ handle: who.handle });
    });

    it('gives codes that work once, even for two browsers at once', async () => {
      const { who, seed } = await withApp();
      const browsers = [new Browser(app), new Browser(app), new Browser(app)];
      const dues = await Promise.all(browsers.map((browser) => browser.signIn(who)));
      const told = await Promise.all(browsers.map((browser, n) => browser.tell('complete', { challenge: dues[n]?.challenge, code: codeOf(seed) })));
      expect(told.map((one) => one.code ?? one.__typename).sort()).toEqual(['SignedIn', 'factor.codeUsed', 'factor.codeUsed']);
    });

    it('with a clock 5 min off is refused with a sentence that names the clock', async () => {
      const { who, seed } = await withApp();
      const browser = new Browser(app, { 'accept-language': 'en' });
      const { challenge } = await browser.signIn(who);
      for (const off of [300_000, -300_000]) expect(await browser.tell('complete', { challenge, code: codeOf(seed, Date.now() + off) })).toMatchObject({ code: 'factor.clock', message: expect.stringContaining('clock of the device that shows it is wrong by about 5 min') });
      expect(await browser.tell('complete', { challenge, code: codeOf(seed, Date.now() + 30_000) })).toMatchObject({ __typename: 'SignedIn' });
    });

    it('keeps its seed sealed', async () => {
      const { seed } = await withApp();
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
      const { who, seed } = await withApp();
      const browser = new Browser(app);
      const { challenge } = await browser.signIn(who);
      change(browser);
      expect(await browser.tell('complete', { challenge, code: codeOf(seed) })).toMatchObject({ code: 'session.challengeOver' });
    });

    it('is over after ten minutes, after ten wrong codes, and once it succeeded', async () => {
      const { who, seed } = await withApp();
      const browser = new Browser(app);
      const first = await browser.signIn(who);
      const at = later(601);
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
      const { seed, browser } = await withApp();
      expect(await browser.tell('complete', { challenge, code: codeOf(seed) })).toMatchObject({ code: 'session.challengeOver' });
    });

    it('is over when she was suspended meanwhile', async () => {
      const { who, seed } = await withApp();
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
      const { who, codes } = await withApp();
      const browsers = [new Browser(app), new Browser(app)];
      const dues = await Promise.all(browsers.map((browser) => browser.signIn(who)));
      const code = (codes[0] ?? '').toUpperCase().replaceAll('-', ' ');
      const told = await Promise.all(browsers.map((browser, n) => browser.tell('complete', { challenge: dues[n]?.challenge, code })));
      expect(told.map((one) => one.code ?? one.__typename).sort()).toEqual(['SignedIn', 'factor.recoveryCode']);
      const mail = (await app.mails()).find((one) => one.to === who.email && one.template === 'accounts.recoveryCodeUsed');
      expect(mail?.text).toMatch(/\b9\b/);
    });

    it('of somebody else open nothing, and are kept as hashes', async () => {
      const [mine, hers] = [await withApp(), await withApp()];
      const browser = new Browser(app);
      const { challenge } = await browser.signIn(mine.who);
      expect(await browser.tell('complete', { challenge, code: hers.codes[0] })).toMatchObject({ code: 'factor.recoveryCode' });
      const { rows } = await app.owner.query<{ dump: string }>(`SELECT string_agg(c::text, ' ') AS dump FROM member_recovery_codes c`);
      expect(rows[0]?.dump).not.toContain(hers.codes[0]?.replaceAll('-', ''));
    });

    it('are replaced by a new sheet', async () => {
      const { who, browser, codes } = await withApp();
      const renewed = await browser.tell('renewCodes');
      expect(renewed.codes).toHaveLength(10);
      const other = new Browser(app);
      const { challenge } = await other.signIn(who);
      expect(await other.tell('complete', { challenge, code: codes[1] })).toMatchObject({ code: 'factor.recoveryCode' });
      expect(await other.tell('complete', { challenge, code: renewed.codes[1] })).toMatchObject({ __typename: 'SignedIn' });
    });
  });

  describe('passkeys', () => {
    it('open the account alone', async () => {
      const { who, key } = await withPasskey();
      const browser = new Browser(app);
      const { challenge, options } = await browser.tell('signInQuestion');
      expect(await browser.tell('signInWithPasskey', { question: challenge, answer: key.get(options) })).toMatchObject({ __typename: 'SignedIn', viewer: { handle: who.handle } });
    });

    it('are the only way in when she does without a password', async () => {
      const { who, browser, key } = await withPasskey();
      expect(await browser.tell('removePassword')).toMatchObject({ __typename: 'Done' });
      expect(await new Browser(app).signIn(who)).toMatchObject({ code: 'session.refused' });
      const [only] = (await browser.security()).passkeys;
      expect(await browser.tell('removePasskey', { id: only?.id })).toMatchObject({ code: 'passkey.lastWayIn' });
      const other = new Browser(app);
      const { challenge, options } = await other.tell('signInQuestion');
      expect(await other.tell('signInWithPasskey', { question: challenge, answer: key.get(options) })).toMatchObject({ __typename: 'SignedIn' });
    });

    it.each<[string, Mischief]>([
      ['of another site', { origin: 'https://elsewhere.example' }],
      ['for another site', { rpId: 'elsewhere.example' }],
      ['to another question', { challenge: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' }],
      ['without finger or PIN', { unverified: true }],
      ['with a tampered signature', { signature: (right) => Buffer.concat([right.subarray(0, -1), Buffer.from([(right.at(-1) ?? 0) ^ 1])]) }],
      ['for another member', { handle: Buffer.alloc(16, 7).toString('base64url') }],
    ])('are refused an answer %s', async (_what, mischief) => {
      const { key } = await withPasskey();
      const browser = new Browser(app);
      const { challenge, options } = await browser.tell('signInQuestion');
      expect(await browser.tell('signInWithPasskey', { question: challenge, answer: key.get(options, mischief) })).toMatchObject({ code: 'passkey.refused' });
    });

    it('are refused an answer that was given before, to another browser, too late, or whose counter went back', async () => {
      const { key } = await withPasskey();
      const [browser, other] = [new Browser(app), new Browser(app)];
      const asked = await browser.tell('signInQuestion');
      await other.tell('signInQuestion');
      const answer = key.get(asked.options);
      expect(await other.tell('signInWithPasskey', { question: asked.challenge, answer })).toMatchObject({ code: 'passkey.refused' });
      const told = await Promise.all([1, 2].map(() => browser.tell('signInWithPasskey', { question: asked.challenge, answer })));
      expect(told.map((one) => one.code ?? one.__typename).sort()).toEqual(['SignedIn', 'passkey.refused']);
      const late = await other.tell('signInQuestion');
      later(601);
      expect(await other.tell('signInWithPasskey', { question: late.challenge, answer: key.get(late.options) })).toMatchObject({ code: 'passkey.refused' });
      jest.restoreAllMocks();
      for (const [counter, verdict] of [[5, 'SignedIn'], [4, 'passkey.refused'], [5, 'passkey.refused'], [6, 'SignedIn']] as const) {
        key.counter = counter;
        const { challenge, options } = await other.tell('signInQuestion');
        const one = await other.tell('signInWithPasskey', { question: challenge, answer: key.get(options) });
        expect([counter, one.code ?? one.__typename]).toEqual([counter, verdict]);
      }
    });

    it.each(['', '{}', '[]', 'null', '{"id":1}', 'x'.repeat(30_000), '{"id":"a","rawId":"a","type":"public-key","response":{"clientDataJSON":"a","authenticatorData":"a","signature":"a"}}'])('are refused malformed answers (%#)', async (answer) => {
      const browser = new Browser(app);
      const { challenge } = await browser.tell('signInQuestion');
      expect(await browser.tell('signInWithPasskey', { question: challenge, answer })).toMatchObject({ code: 'passkey.refused' });
    });

    it('are registered once, for whoever asked, and honestly', async () => {
      const { browser, key } = await withPasskey();
      const other = new Browser(app);
      await other.signIn(await account(app));
      const asked = await browser.tell('newPasskey');
      const made = key.create(asked.options);
      expect(await other.tell('addPasskey', { question: asked.challenge, answer: made, name: 'x' })).toMatchObject({ code: 'passkey.refused' });
      expect(await browser.tell('addPasskey', { question: asked.challenge, answer: made, name: 'Clé' })).toMatchObject({ __typename: 'FactorAdded' });
      expect(await browser.tell('addPasskey', { question: asked.challenge, answer: made, name: 'Clé' })).toMatchObject({ code: 'passkey.refused' });
      for (const mischief of [{ origin: 'https://elsewhere.example' }, { rpId: 'elsewhere.example' }, { unverified: true }, { challenge: 'AAAA' }]) {
        const again = await browser.tell('newPasskey');
        expect(await browser.tell('addPasskey', { question: again.challenge, answer: new SoftPasskey(ORIGIN).create(again.options, mischief), name: 'x' })).toMatchObject({ code: 'passkey.refused' });
      }
    });

    it('have names, and belong to their member alone', async () => {
      const [mine, hers] = [await withPasskey(), await withPasskey()];
      const id = (await hers.browser.security()).passkeys[0]?.id;
      expect(await mine.browser.tell('renamePasskey', { id, name: 'Volée' })).toMatchObject({ code: 'passkey.gone' });
      expect(await mine.browser.tell('removePasskey', { id })).toMatchObject({ code: 'passkey.gone' });
      expect(await hers.browser.tell('renamePasskey', { id, name: '   ' })).toMatchObject({ code: 'passkey.name', field: 'name' });
      expect(await hers.browser.tell('renamePasskey', { id, name: 'Ordinateur' })).toMatchObject({ __typename: 'Done' });
      expect((await hers.browser.security()).passkeys).toMatchObject([{ name: 'Ordinateur' }]);
      expect(await hers.browser.tell('removePasskey', { id })).toMatchObject({ __typename: 'Done' });
    });

    it('serve as the second factor, of the member who began', async () => {
      const { who, key } = await withPasskey('admin');
      const stranger = await withPasskey();
      const browser = new Browser(app);
      const due = await browser.signIn(who);
      expect(due).toMatchObject({ __typename: 'SecondFactorDue', methods: ['passkey', 'recovery'] });
      const wrong = await browser.tell('secondQuestion', { challenge: due.challenge });
      expect(await browser.tell('completeWithPasskey', { challenge: due.challenge, question: wrong.challenge, answer: stranger.key.get(wrong.options) })).toMatchObject({ code: 'passkey.refused' });
      const right = await browser.tell('secondQuestion', { challenge: due.challenge });
      expect(await browser.tell('completeWithPasskey', { challenge: due.challenge, question: right.challenge, answer: key.get(right.options) })).toMatchObject({ __typename: 'SignedIn' });
    });
  });

  describe('whoever must have two factors', () => {
    it.each(['admin', 'cm'] as const)('as %s without one, may set one up and nothing else', async (role) => {
      const who = await account(app, role);
      const browser = new Browser(app);
      expect(await browser.signIn(who)).toMatchObject({ __typename: 'SignedIn', mustEnrol: true });
      expect(await browser.tell('home')).toMatchObject({ code: 'SECOND_FACTOR_REQUIRED' });
      expect(await browser.tell('resetFactors', { handle: 'x' })).toMatchObject({ code: expect.stringMatching(/SECOND_FACTOR_REQUIRED|FORBIDDEN/) });
      expect(await browser.tell('revokeOthers')).toMatchObject({ code: 'SECOND_FACTOR_REQUIRED' });
      expect(await browser.security()).toMatchObject({ mustEnrol: true, mustHaveTwo: true });
      const { seed } = await browser.tell('beginTotp');
      expect((await browser.tell('confirmTotp', { code: codeOf(seed) })).recoveryCodes).toHaveLength(10);
      expect(await browser.tell('home')).toMatchObject({ since: null });
      expect(await browser.tell('removeTotp')).toMatchObject({ code: 'factor.lastOfStaff' });
    });

    it.each(['moderator', 'analyst', 'ambassador', 'member'] as const)('is not the %s', async (role) => {
      const browser = new Browser(app);
      expect(await browser.signIn(await account(app, role))).toMatchObject({ __typename: 'SignedIn', mustEnrol: false });
    });

    it('is asked as soon as she becomes one', async () => {
      const who = await account(app);
      const browser = new Browser(app);
      await browser.signIn(who);
      await app.owner.query(`UPDATE members SET role = 'cm' WHERE id = $1`, [who.id]);
      expect(await browser.tell('home')).toMatchObject({ code: 'SECOND_FACTOR_REQUIRED' });
    });

    it('keeps one of two', async () => {
      const { browser } = await withApp('admin');
      const asked = await browser.tell('newPasskey');
      await browser.tell('addPasskey', { question: asked.challenge, answer: new SoftPasskey(ORIGIN).create(asked.options), name: 'Clé' });
      expect(await browser.tell('removeTotp')).toMatchObject({ __typename: 'Done' });
      const [only] = (await browser.security()).passkeys;
      expect(await browser.tell('removePasskey', { id: only?.id })).toMatchObject({ code: 'factor.lastOfStaff' });
      expect(await browser.security()).toMatchObject({ recoveryCodesLeft: 10, secondStep: true });
    });
  });

  describe('proving again who one is', () => {
    const stale = (who: Account): Promise<unknown> => app.owner.query(`UPDATE sessions SET proved_at = now() - interval '11 minutes' WHERE member_id = $1`, [who.id]);

    it('is asked after ten minutes; with the password when there is nothing more', async () => {
      const who = await account(app);
      const browser = new Browser(app);
      await browser.signIn(who);
      await stale(who);
      expect(await browser.tell('beginTotp')).toEqual({ code: 'STEP_UP_REQUIRED' });
      expect(await browser.tell('stepUp', { password: 'pas le bon mot' })).toMatchObject({ code: 'stepUp.password', field: 'password' });
      expect(await browser.tell('beginTotp')).toEqual({ code: 'STEP_UP_REQUIRED' });
      const before = browser.cookie();
      expect(await browser.tell('stepUp', { password: who.password })).toMatchObject({ __typename: 'Done' });
      expect(browser.cookie()).not.toBe(before);
      expect(await new Browser(app).set('foyer_session', before ?? '').tell('viewer')).toBeNull();
      expect(await browser.tell('beginTotp')).toMatchObject({ __typename: 'TotpSetup' });
    });

    it('takes a code of the app, and no longer the password alone', async () => {
      const { who, browser, seed } = await withApp();
      await stale(who);
      expect(await browser.tell('stepUp', { password: who.password })).toMatchObject({ code: 'factor.code' });
      expect(await browser.tell('stepUp', { code: codeOf(seed) })).toMatchObject({ __typename: 'Done' });
      await stale(who);
      expect(await browser.tell('stepUp', { code: codeOf(seed) })).toMatchObject({ code: 'factor.codeUsed' });
    });

    it('takes a passkey of hers', async () => {
      const [{ who, browser, key }, other] = [await withPasskey(), await withPasskey()];
      await stale(who);
      const wrong = await browser.tell('stepUpQuestion');
      expect(await browser.tell('stepUpWithPasskey', { question: wrong.challenge, answer: other.key.get(wrong.options) })).toMatchObject({ code: 'passkey.refused' });
      const asked = await browser.tell('stepUpQuestion');
      expect(await browser.tell('stepUpWithPasskey', { question: asked.challenge, answer: key.get(asked.options) })).toMatchObject({ __typename: 'Done' });
      expect(await browser.tell('newPasskey')).toMatchObject({ __typename: 'PasskeyQuestion' });
    });
  });

  describe('somebody who has lost everything', () => {
    it('is given a fresh start by an administrator: sessions end, a mail says so, the log keeps it', async () => {
      const { who, browser } = await withApp();
      const admin = await withApp('admin');
      expect(await admin.browser.tell('resetFactors', { handle: who.handle })).toMatchObject({ __typename: 'Done' });
      expect(await browser.tell('viewer')).toBeNull();
      expect(await new Browser(app).signIn(who)).toMatchObject({ __typename: 'SignedIn' });
      expect((await app.mails()).filter((mail) => mail.to === who.email).at(-1)).toMatchObject({ template: expect.stringMatching(/factorRemoved|newDevice/) });
      const { rows } = await app.owner.query(`SELECT 1 FROM audit_entries WHERE action = 'factor.reset' AND subject_id = $1 AND actor_id = $2`, [who.id, admin.who.id]);
      expect(rows).toHaveLength(1);
    });

    it('is not oneself, nor nobody, and not by a member', async () => {
      const admin = await withApp('admin');
      expect(await admin.browser.tell('resetFactors', { handle: admin.who.handle })).toMatchObject({ code: 'factor.own' });
      expect(await admin.browser.tell('resetFactors', { handle: `nobody-${randomUUID().slice(0, 8)}` })).toMatchObject({ code: 'factor.noMember' });
      const member = await withApp();
      expect(await member.browser.tell('resetFactors', { handle: admin.who.handle })).toEqual({ code: 'FORBIDDEN' });
    });
  });
});
