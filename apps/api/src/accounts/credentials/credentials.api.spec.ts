import { randomBytes } from 'node:crypto';
import { jest } from '@jest/globals';
import { account, Browser, codeOf, mailedToken, PASSWORD, type Account } from '../../../test/account-house.js';
import { eventually } from '../../../test/platform.js';
import { startApp, type TestApp } from '../../../test/harness.js';
import { Clock } from '../../platform/clock/clock.js';

const NEW = 'quatre bouées sur la grève';
const nobody = (): string => `nobody.${randomBytes(5).toString('hex')}@example.org`;
const inventedToken = (): string => randomBytes(32).toString('base64url');

describe('credentials', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp();
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(() => app.close());

  const later = (minutes: number): void => void jest.spyOn(app.server.app.get(Clock), 'now').mockReturnValue(new Date(Date.now() + minutes * 60_000));
  const signedIn = async (who: Account): Promise<Browser> => {
    const browser = new Browser(app);
    await browser.signIn(who);
    return browser;
  };
  const stale = (who: Account): Promise<unknown> => app.owner.query(`UPDATE sessions SET proved_at = now() - interval '11 minutes' WHERE member_id = $1`, [who.id]);
  const confirmed = async (who: Account): Promise<boolean> => (await app.owner.query<{ yes: boolean }>('SELECT email_confirmed_at IS NOT NULL AS yes FROM member_accounts WHERE member_id = $1', [who.id])).rows[0]?.yes ?? false;
  const askedLink = async (who: Account): Promise<string> => {
    await new Browser(app).tell('forgot', { email: who.email });
    return mailedToken(app, who.email, 'accounts.passwordReset', '/reset');
  };

  describe('a forgotten password', () => {
    it('is answered alike for known and unknown addresses, and only the known one gets a mail', async () => {
      const who = await account(app);
      const unknown = nobody();
      const [one, two] = [await new Browser(app).ask('forgot', { email: who.email }), await new Browser(app).ask('forgot', { email: unknown })];
      expect([one.text, one.status]).toEqual([two.text, two.status]);
      await mailedToken(app, who.email, 'accounts.passwordReset', '/reset');
      expect((await app.mails()).filter((mail) => mail.to === unknown)).toEqual([]);
      // The worker forgets each request once it is answered, the unknown one like the known.
      await eventually('every request is forgotten', async () => (await app.owner.query('SELECT 1 FROM password_reset_requests')).rows.length === 0);
    });

    it('is replaced through the link, once, and all sessions end', async () => {
      const who = await account(app);
      const here = await signedIn(who);
      const token = await askedLink(who);
      expect(await here.tell('resetWorks', { token })).toBe(true);
      expect(await confirmed(who)).toBe(false);
      const told = await Promise.all([1, 2].map(() => new Browser(app).tell('reset', { token, password: NEW })));
      expect(told.map((one) => one.code ?? one.__typename).sort()).toEqual(['Done', 'reset.invalid']);
      expect(await confirmed(who)).toBe(true);
      expect(await here.tell('viewer')).toBeNull();
      expect(await new Browser(app).signIn(who)).toMatchObject({ code: 'session.refused' });
      expect(await new Browser(app).signIn({ ...who, password: NEW })).toMatchObject({ __typename: 'SignedIn' });
      expect(await here.tell('resetWorks', { token })).toBe(false);
      expect((await app.mails()).filter((mail) => mail.to === who.email).map((mail) => mail.template)).toContain('accounts.passwordChanged');
    });

    it('does not open an account past its second factor', async () => {
      const who = await account(app);
      const browser = await signedIn(who);
      const { seed } = await browser.tell('beginTotp');
      await browser.tell('confirmTotp', { code: codeOf(seed) });
      const token = await askedLink(who);
      await new Browser(app).tell('reset', { token, password: NEW });
      expect(await new Browser(app).signIn({ ...who, password: NEW })).toMatchObject({ __typename: 'SecondFactorDue' });
    });

    it('refuses links that expired, were replaced, invented or tampered with, all with the same words', async () => {
      const who = await account(app);
      const first = await askedLink(who);
      await app.owner.query(`DELETE FROM mails WHERE to_address = $1`, [who.email]);
      const second = await askedLink(who);
      const browser = new Browser(app);
      const tampered = `${second.slice(0, -1)}${second.endsWith('A') ? 'B' : 'A'}`;
      const answers = [];
      for (const token of [first, inventedToken(), tampered, '', 'x', `${second}x`]) answers.push((await browser.ask('reset', { token, password: NEW })).text);
      later(31);
      answers.push((await browser.ask('reset', { token: second, password: NEW })).text);
      expect(new Set(answers).size).toBe(1);
      expect(answers[0]).toContain('reset.invalid');
    });

    it('keeps the rules of passwords, and the link, when the new one is weak', async () => {
      const who = await account(app);
      const token = await askedLink(who);
      expect(await new Browser(app).tell('reset', { token, password: 'court' })).toMatchObject({ code: 'member.passwordShort', field: 'password' });
      expect(await new Browser(app).tell('reset', { token, password: NEW })).toMatchObject({ __typename: 'Done' });
    });

    it('keeps only the hash of the link, and no address in the event log', async () => {
      const who = await account(app);
      const token = await askedLink(who);
      const { rows } = await app.owner.query<{ dump: string }>(`SELECT (SELECT string_agg(r::text, ' ') FROM password_resets r) || (SELECT string_agg(payload::text, ' ') FROM domain_events) AS dump`);
      expect(rows[0]?.dump).not.toContain(token);
      expect(rows[0]?.dump).not.toContain('@');
    });

    it('sends one account five links an hour at most', async () => {
      const who = await account(app);
      for (let n = 0; n < 7; n++) await new Browser(app).tell('forgot', { email: who.email });
      for (let tries = 0; tries < 100 && (await app.owner.query('SELECT 1 FROM password_reset_requests')).rows.length > 0; tries++) await new Promise((resolve) => setTimeout(resolve, 50));
      const { rows } = await app.owner.query(`SELECT 1 FROM mails WHERE to_address = $1 AND template = 'accounts.passwordReset'`, [who.email]);
      expect(rows).toHaveLength(5);
    });
  });

  describe('a password', () => {
    it('is changed with the current one, and the other sessions end if she wants', async () => {
      const who = await account(app);
      const [here, there] = [await signedIn(who), await signedIn(who)];
      await stale(who);
      expect(await here.tell('changePassword', { current: 'pas le bon', password: NEW, endOthers: true })).toMatchObject({ code: 'password.current', field: 'current' });
      expect(await here.tell('changePassword', { current: PASSWORD, password: 'password123', endOthers: true })).toMatchObject({ code: 'member.passwordCommon', field: 'password' });
      expect(await here.tell('changePassword', { current: PASSWORD, password: NEW, endOthers: false })).toMatchObject({ __typename: 'Done' });
      expect(await there.tell('viewer')).not.toBeNull();
      expect(await here.tell('changePassword', { current: NEW, password: `${NEW} et demie`, endOthers: true })).toMatchObject({ __typename: 'Done' });
      expect([await here.tell('viewer'), await there.tell('viewer')]).toEqual([expect.anything(), null]);
    });

    it('ends links that were asked for before', async () => {
      const who = await account(app);
      const token = await askedLink(who);
      await (await signedIn(who)).tell('changePassword', { password: NEW, endOthers: false });
      expect(await new Browser(app).tell('reset', { token, password: PASSWORD })).toMatchObject({ code: 'reset.invalid' });
    });

    it('stays when there is no passkey to replace it', async () => {
      expect(await (await signedIn(await account(app))).tell('removePassword')).toMatchObject({ code: 'password.onlyWayIn' });
    });
  });

  describe('an address', () => {
    /** Asks for another address; gives both links. */
    async function changing(who: Account, browser: Browser): Promise<{ next: string; confirm: string; undo: string }> {
      const next = nobody();
      expect(await browser.tell('changeAddress', { email: next })).toMatchObject({ __typename: 'Done' });
      return { next, confirm: await mailedToken(app, next, 'accounts.addressConfirm', '/address/confirm'), undo: await mailedToken(app, who.email, 'accounts.addressChanging', '/address/undo') };
    }

    /** Both mailboxes say yes. */
    async function moved({ confirm, undo }: { confirm: string; undo: string }): Promise<void> {
      expect(await new Browser(app).tell('confirmAddress', { token: confirm })).toMatchObject({ waitsFor: 'old' });
      expect(await new Browser(app).tell('acceptAddress', { token: undo })).toMatchObject({ waitsFor: null });
    }

    it('changes once both mailboxes have confirmed it, in either order, each once', async () => {
      const who = await account(app);
      const browser = await signedIn(who);
      const { next, confirm, undo } = await changing(who, browser);
      expect(await browser.security()).toMatchObject({ email: who.email, nextEmail: next, nextEmailWaitsFor: ['new', 'old'] });
      expect(await confirmed(who)).toBe(false);
      expect(await new Browser(app).tell('addressWaits', { token: undo })).toBe(true);
      expect(await new Browser(app).tell('acceptAddress', { token: undo })).toMatchObject({ waitsFor: 'new' });
      expect(await new Browser(app).tell('acceptAddress', { token: undo })).toMatchObject({ code: 'address.link' });
      expect(await new Browser(app).tell('addressWaits', { token: undo })).toBe(false);
      expect(await browser.security()).toMatchObject({ email: who.email, nextEmail: next, nextEmailWaitsFor: ['new'] });
      const told = await Promise.all([1, 2].map(() => new Browser(app).tell('confirmAddress', { token: confirm })));
      expect(told.map((one) => one.code ?? one.__typename).sort()).toEqual(['AddressConfirmed', 'address.link']);
      expect(await browser.security()).toMatchObject({ email: next, nextEmail: null, nextEmailWaitsFor: [] });
      expect(await confirmed(who)).toBe(true);
      expect(await new Browser(app).signIn(who)).toMatchObject({ code: 'session.refused' });
      expect(await new Browser(app).signIn({ ...who, email: next })).toMatchObject({ __typename: 'SignedIn' });
    });

    it('is given back by the link in the old mailbox, for a week, with a new password to choose', async () => {
      const who = await account(app);
      const thief = await signedIn(who);
      const first = await changing(who, thief);
      await moved(first);
      const { next, undo } = first;
      const again = await changing({ ...who, email: next }, thief);
      await moved(again);
      const { resetToken } = await new Browser(app).tell('undoAddress', { token: undo });
      expect(await thief.tell('viewer')).toBeNull();
      // What the thief got meanwhile undoes nothing.
      expect(await thief.tell('undoAddress', { token: again.undo })).toMatchObject({ code: 'address.link' });
      expect(await new Browser(app).tell('undoAddress', { token: undo })).toMatchObject({ code: 'address.link' });
      expect(await new Browser(app).tell('reset', { token: resetToken, password: NEW })).toMatchObject({ __typename: 'Done' });
      expect(await new Browser(app).signIn({ ...who, password: NEW })).toMatchObject({ __typename: 'SignedIn' });
    });

    it('moves the account once when both mailboxes answer at the same time', async () => {
      const who = await account(app);
      const { next, confirm, undo } = await changing(who, await signedIn(who));
      const told = await Promise.all([new Browser(app).tell('confirmAddress', { token: confirm }), new Browser(app).tell('acceptAddress', { token: undo })]);
      expect(told.filter((one) => 'waitsFor' in one && one.waitsFor === null)).toHaveLength(1);
      expect(await new Browser(app).signIn({ ...who, email: next })).toMatchObject({ __typename: 'SignedIn' });
    });

    it('stays when the new mailbox alone confirms, and when the old one refuses', async () => {
      const who = await account(app);
      const { next, confirm, undo } = await changing(who, await signedIn(who));
      expect(await new Browser(app).tell('confirmAddress', { token: confirm })).toMatchObject({ waitsFor: 'old' });
      expect(await new Browser(app).signIn({ ...who, email: next })).toMatchObject({ code: 'session.refused' });
      await new Browser(app).tell('undoAddress', { token: undo });
      expect(await new Browser(app).tell('acceptAddress', { token: undo })).toMatchObject({ code: 'address.link' });
      expect(await new Browser(app).signIn(who)).toMatchObject({ __typename: 'SignedIn' });
    });

    it('that has an account is answered like any other; its owner is told, nothing changes', async () => {
      const [who, owner] = [await account(app), await account(app)];
      const browser = await signedIn(who);
      const [taken, free] = [await browser.ask('changeAddress', { email: owner.email.toUpperCase() }), await browser.ask('changeAddress', { email: nobody() })];
      expect(taken.text).toBe(free.text);
      const mails = (await app.mails()).filter((mail) => mail.to === owner.email);
      expect(mails.map((mail) => mail.template)).toEqual(['accounts.addressTaken']);
    });

    it('that somebody took meanwhile is not taken from her', async () => {
      const who = await account(app);
      const { next, confirm, undo } = await changing(who, await signedIn(who));
      await new Browser(app).tell('acceptAddress', { token: undo });
      const quick = await account(app);
      await app.owner.query('UPDATE member_accounts SET email = $2 WHERE member_id = $1', [quick.id, next]);
      expect(await new Browser(app).tell('confirmAddress', { token: confirm })).toMatchObject({ code: 'address.link' });
    });

    it('is not changed by links that expired, were cancelled, replaced, invented or tampered with', async () => {
      const who = await account(app);
      const browser = await signedIn(who);
      const first = await changing(who, browser);
      const second = await changing(who, browser);
      for (const token of [first.confirm, second.undo, inventedToken(), `${second.confirm.slice(1)}x`, '']) expect(await browser.tell('confirmAddress', { token })).toMatchObject({ code: 'address.link' });
      for (const token of [first.undo, second.confirm, inventedToken(), '']) expect(await browser.tell('acceptAddress', { token })).toMatchObject({ code: 'address.link' });
      later(25 * 60);
      expect(await browser.tell('acceptAddress', { token: second.undo })).toMatchObject({ code: 'address.link' });
      expect(await browser.tell('confirmAddress', { token: second.confirm })).toMatchObject({ code: 'address.link' });
      later(8 * 24 * 60);
      expect(await new Browser(app).tell('undoAddress', { token: second.undo })).toMatchObject({ code: 'address.link' });
      jest.restoreAllMocks();
      expect((await browser.security())['email']).toBe(who.email);
    });

    it('asks for a recent proof, and differs from the present one', async () => {
      const who = await account(app);
      const browser = await signedIn(who);
      expect(await browser.tell('changeAddress', { email: who.email.toUpperCase() })).toMatchObject({ code: 'address.same', field: 'email' });
      expect(await browser.tell('changeAddress', { email: 'nobody' })).toMatchObject({ code: 'member.email', field: 'email' });
      await stale(who);
      expect(await browser.tell('changeAddress', { email: nobody() })).toEqual({ code: 'STEP_UP_REQUIRED' });
    });
  });
});
