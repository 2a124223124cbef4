import { account, Browser, codeOf, type Account } from '../../../test/account-house.js';
import { ORIGIN, withApp, withPasskey } from '../../../test/factors-house.js';
import { startApp, type TestApp } from '../../../test/harness.js';
import { SoftPasskey } from '../../../test/soft-passkey.js';

describe('second factors of the team, and proofs', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp({ FOYER_SECOND_FACTOR: 'required' });
  });
  afterAll(() => app.close());

  describe('whoever must have two factors', () => {
    it.each(['admin', 'cm'] as const)('as %s without one, may set one up and nothing else', async (role) => {
      const who = await account(app, role);
      const browser = new Browser(app);
      expect(await browser.signIn(who)).toMatchObject({ __typename: 'SignedIn', mustEnrol: true });
      expect(await browser.tell('home')).toMatchObject({ code: 'SECOND_FACTOR_REQUIRED' });
      expect(await browser.tell('resetFactors', { handle: 'x', reason: 'x' })).toMatchObject({ code: expect.stringMatching(/SECOND_FACTOR_REQUIRED|FORBIDDEN/) });
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
      const { browser } = await withApp(app, 'admin');
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
      const { who, browser, seed } = await withApp(app);
      await stale(who);
      expect(await browser.tell('stepUp', { password: who.password })).toMatchObject({ code: 'factor.code' });
      expect(await browser.tell('stepUp', { code: codeOf(seed) })).toMatchObject({ __typename: 'Done' });
      await stale(who);
      expect(await browser.tell('stepUp', { code: codeOf(seed) })).toMatchObject({ code: 'factor.codeUsed' });
    });

    it('takes a passkey of hers', async () => {
      const [{ who, browser, key }, other] = [await withPasskey(app), await withPasskey(app)];
      await stale(who);
      const wrong = await browser.tell('stepUpQuestion');
      expect(await browser.tell('stepUpWithPasskey', { question: wrong.challenge, answer: other.key.get(wrong.options) })).toMatchObject({ code: 'passkey.refused' });
      const asked = await browser.tell('stepUpQuestion');
      expect(await browser.tell('stepUpWithPasskey', { question: asked.challenge, answer: key.get(asked.options) })).toMatchObject({ __typename: 'Done' });
      expect(await browser.tell('newPasskey')).toMatchObject({ __typename: 'PasskeyQuestion' });
    });
  });
});
