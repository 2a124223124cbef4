import { randomUUID } from 'node:crypto';
import { account, Browser } from '../../../test/account-house.js';
import { withApp, withPasskey } from '../../../test/factors-house.js';
import { startApp, type TestApp } from '../../../test/harness.js';

const WHY = 'Téléphone tombé à l’eau, rappelée au numéro que l’on connaît.';

describe('somebody who has lost everything', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp({ FOYER_SECOND_FACTOR: 'required' });
  });
  afterAll(() => app.close());

  it('is given a fresh start by an administrator: sessions end, a mail says so and why, the log keeps it', async () => {
    const { who, browser } = await withApp(app);
    const admin = await withApp(app, 'admin');
    expect(await admin.browser.tell('resetFactors', { handle: who.handle, reason: `  ${WHY}\u0007 ` })).toMatchObject({ __typename: 'Done' });
    expect(await browser.tell('viewer')).toBeNull();
    expect(await new Browser(app).signIn(who)).toMatchObject({ __typename: 'SignedIn' });
    const mail = (await app.mails()).find((one) => one.to === who.email && one.template === 'accounts.factorsReset');
    expect(mail?.text).toContain(WHY);
    const { rows } = await app.owner.query<{ detail: unknown }>(`SELECT detail FROM audit_entries WHERE action = 'factor.reset' AND subject_id = $1 AND actor_id = $2`, [who.id, admin.who.id]);
    expect(rows).toEqual([{ detail: { reason: WHY, sessionsEnded: 1 } }]);
  });

  it('who had a passkey alone comes in again through a new password', async () => {
    const { who, browser, key } = await withPasskey(app);
    await browser.tell('removePassword');
    const admin = await withApp(app, 'admin');
    expect(await admin.browser.tell('resetFactors', { handle: who.handle, reason: WHY })).toMatchObject({ __typename: 'Done' });
    const other = new Browser(app);
    const asked = await other.tell('signInQuestion');
    expect(await other.tell('signInWithPasskey', { question: asked.challenge, answer: key.get(asked.options) })).toMatchObject({ code: 'passkey.refused' });
    expect(await other.tell('forgot', { email: who.email })).toMatchObject({ __typename: 'Done' });
  });

  it('is not oneself, nor nobody, and not by a member', async () => {
    const admin = await withApp(app, 'admin');
    expect(await admin.browser.tell('resetFactors', { handle: admin.who.handle, reason: WHY })).toMatchObject({ code: 'teamAct.own' });
    expect(await admin.browser.tell('resetFactors', { handle: `nobody-${randomUUID().slice(0, 8)}`, reason: WHY })).toMatchObject({ code: 'teamAct.noMember' });
    const member = await withApp(app);
    expect(await member.browser.tell('resetFactors', { handle: admin.who.handle, reason: WHY })).toEqual({ code: 'FORBIDDEN' });
  });

  it('asks for a reason, and for a proof of a moment ago', async () => {
    const { who } = await withApp(app);
    const admin = await withApp(app, 'admin');
    for (const [reason, code] of [['', 'teamAct.reasonShort'], ['  \u0007 ', 'teamAct.reasonShort'], ['x'.repeat(301), 'teamAct.reasonLong'], ['x'.repeat(5_000), 'teamAct.reasonLong']] as const) {
      expect(await admin.browser.tell('resetFactors', { handle: who.handle, reason })).toMatchObject({ code, field: 'reason' });
    }
    await app.owner.query(`UPDATE sessions SET proved_at = now() - interval '11 minutes' WHERE member_id = $1`, [admin.who.id]);
    expect(await admin.browser.tell('resetFactors', { handle: who.handle, reason: WHY })).toEqual({ code: 'STEP_UP_REQUIRED' });
    const { rows } = await app.owner.query<{ count: number }>('SELECT count(*)::int FROM member_totp WHERE member_id = $1', [who.id]);
    expect(rows).toEqual([{ count: 1 }]);
  });

  it('is not an administrator, for somebody whose role alone lets her do it', async () => {
    const [admin, { who: lowly, browser }, { who: lost }] = [await withApp(app, 'admin'), await withApp(app), await withApp(app)];
    const role = randomUUID();
    await app.owner.query(`INSERT INTO custom_roles (id, code, name, description, permissions) VALUES ($1, $2, $2, '', '{member.resetFactors,member.administer}')`, [role, `r${role.slice(0, 7)}`]);
    await app.owner.query('INSERT INTO member_roles (member_id, role_id) VALUES ($1, $2)', [lowly.id, role]);
    expect(await browser.tell('resetFactors', { handle: admin.who.handle, reason: WHY })).toMatchObject({ code: 'teamAct.notYours' });
    expect(await browser.tell('resetFactors', { handle: lost.handle, reason: WHY })).toMatchObject({ __typename: 'Done' });
    const none = await account(app);
    expect(await browser.tell('factorsToReset', { handle: none.handle })).toMatchObject({ factorsToReset: 0 });
    expect(await browser.tell('factorsToReset', { handle: admin.who.handle })).toMatchObject({ factorsToReset: null });
  });
});
