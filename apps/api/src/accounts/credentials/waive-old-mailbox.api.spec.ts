import { randomBytes, randomUUID } from 'node:crypto';
import { jest } from '@jest/globals';
import { account, Browser, mailedToken, type Account } from '../../../test/account-house.js';
import { later } from '../../../test/factors-house.js';
import { startApp, type TestApp } from '../../../test/harness.js';

const WHY = 'Boîte fermée par son ancien employeur, rappelée au numéro que l’on connaît.';

describe('a member who has lost her old mailbox', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp();
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(() => app.close());

  const signedIn = async (who: Account): Promise<Browser> => {
    const browser = new Browser(app);
    await browser.signIn(who);
    return browser;
  };
  const adminsBrowser = async (): Promise<{ admin: Account; office: Browser }> => {
    const admin = await account(app, 'admin');
    return { admin, office: await signedIn(admin) };
  };
  /** Somebody who has asked for another address. */
  const changing = async (): Promise<{ who: Account; browser: Browser; next: string; confirm: string; accept: string }> => {
    const who = await account(app);
    const browser = await signedIn(who);
    const next = `nouvelle.${randomBytes(5).toString('hex')}@example.org`;
    await browser.tell('changeAddress', { email: next });
    return { who, browser, next, confirm: await mailedToken(app, next, 'accounts.addressConfirm', '/address/confirm'), accept: await mailedToken(app, who.email, 'accounts.addressChanging', '/address/undo') };
  };
  const mailsTo = async (address: string): Promise<{ template: string; text: string }[]> =>
    (await app.mails()).filter((mail) => mail.to === address && /Mailbox/.test(mail.template)).map(({ template, text }) => ({ template, text }));

  it('moves once the team has said yes in its place and the new mailbox has confirmed; both are told why', async () => {
    const [{ who, browser, next, confirm }, { admin, office }] = [await changing(), await adminsBrowser()];
    expect(await office.tell('pendingAddress', { handle: who.handle })).toEqual({ pendingAddress: { address: next, oldConfirmed: false, newConfirmed: false, mayWaive: true } });
    expect(await office.tell('waiveMailbox', { handle: who.handle, reason: `  ${WHY}\u0007 ` })).toEqual({ __typename: 'AddressConfirmed', waitsFor: 'new' });
    expect(await office.tell('pendingAddress', { handle: who.handle })).toEqual({ pendingAddress: { address: next, oldConfirmed: true, newConfirmed: false, mayWaive: false } });
    expect(await browser.security()).toMatchObject({ email: who.email, nextEmailWaitsFor: ['new'] });
    expect(await new Browser(app).tell('confirmAddress', { token: confirm })).toMatchObject({ waitsFor: null });
    expect(await new Browser(app).signIn({ ...who, email: next })).toMatchObject({ __typename: 'SignedIn' });
    for (const [address, template] of [[who.email, 'accounts.oldMailboxWaived'], [next, 'accounts.newMailboxFollows']] as const) expect(await mailsTo(address)).toEqual([{ template, text: expect.stringContaining(WHY) }]);
    const { rows } = await app.owner.query<{ action: string; detail: unknown; actor_id: string }>(`SELECT action, detail, actor_id FROM audit_entries WHERE subject_id = $1 AND action IN ('address.oldWaived', 'address.changed') ORDER BY action DESC`, [who.id]);
    expect(rows).toEqual([{ action: 'address.oldWaived', detail: { reason: WHY }, actor_id: admin.id }, { action: 'address.changed', detail: {}, actor_id: who.id }]);
  });

  it('moves at once when the new mailbox had confirmed before', async () => {
    const [{ who, next, confirm }, { office }] = [await changing(), await adminsBrowser()];
    await new Browser(app).tell('confirmAddress', { token: confirm });
    const told = await Promise.all([1, 2].map(() => office.tell('waiveMailbox', { handle: who.handle, reason: WHY })));
    expect(told.map((one) => one.code ?? one.__typename).sort()).toEqual(['AddressConfirmed', 'address.noneWaits']);
    expect(await new Browser(app).signIn({ ...who, email: next })).toMatchObject({ __typename: 'SignedIn' });
    expect(await office.tell('pendingAddress', { handle: who.handle })).toEqual({ pendingAddress: null });
  });

  it.each(['accept', 'waived'] as const)('takes the account back from the old mailbox all the same, by the link of either mail (%s)', async (which) => {
    const [{ who, browser, confirm, accept }, { office }] = [await changing(), await adminsBrowser()];
    await office.tell('waiveMailbox', { handle: who.handle, reason: WHY });
    await new Browser(app).tell('confirmAddress', { token: confirm });
    const token = which === 'accept' ? accept : await mailedToken(app, who.email, 'accounts.oldMailboxWaived', '/address/undo');
    expect(await new Browser(app).tell('acceptAddress', { token })).toMatchObject({ code: 'address.link' });
    later(app, 6 * 86_400);
    expect(await new Browser(app).tell('undoAddress', { token })).toMatchObject({ __typename: 'AddressRestored' });
    expect(await new Browser(app).tell('undoAddress', { token: accept })).toMatchObject({ code: 'address.link' });
    jest.restoreAllMocks();
    expect(await browser.tell('viewer')).toBeNull();
    expect(await new Browser(app).signIn(who)).toMatchObject({ __typename: 'SignedIn' });
  });

  it('is refused without a change that waits: none, too old, cancelled, or accepted already', async () => {
    const { office } = await adminsBrowser();
    const none = await account(app);
    const [cancelled, accepted, old] = [await changing(), await changing(), await changing()];
    await cancelled.browser.tell('cancelAddress');
    await new Browser(app).tell('acceptAddress', { token: accepted.accept });
    for (const who of [none, cancelled.who, accepted.who]) expect(await office.tell('waiveMailbox', { handle: who.handle, reason: WHY })).toMatchObject({ code: 'address.noneWaits' });
    await app.owner.query(`UPDATE address_changes SET confirm_until = now() - interval '1 minute' WHERE member_id = $1`, [old.who.id]);
    expect(await office.tell('waiveMailbox', { handle: old.who.handle, reason: WHY })).toMatchObject({ code: 'address.noneWaits' });
    expect(await office.tell('pendingAddress', { handle: old.who.handle })).toEqual({ pendingAddress: null });
  });

  it('tells nothing to whoever has the new address already', async () => {
    const [owner, who, { office }] = [await account(app), await account(app), await adminsBrowser()];
    await (await signedIn(who)).tell('changeAddress', { email: owner.email });
    expect(await office.tell('waiveMailbox', { handle: who.handle, reason: WHY })).toMatchObject({ waitsFor: 'new' });
    expect(await mailsTo(owner.email)).toEqual([]);
    expect(await new Browser(app).signIn(owner)).toMatchObject({ __typename: 'SignedIn' });
  });

  it('asks for a reason, a proof of a moment ago, and an administrator who is somebody else', async () => {
    const [{ who, next }, { admin, office }] = [await changing(), await adminsBrowser()];
    for (const [reason, code] of [[' ', 'teamAct.reasonShort'], ['x'.repeat(301), 'teamAct.reasonLong'], ['x'.repeat(5_000), 'teamAct.reasonLong']] as const) expect(await office.tell('waiveMailbox', { handle: who.handle, reason })).toMatchObject({ code, field: 'reason' });
    expect(await office.tell('waiveMailbox', { handle: admin.handle, reason: WHY })).toMatchObject({ code: 'teamAct.own' });
    expect(await office.tell('waiveMailbox', { handle: `nobody-${randomUUID().slice(0, 8)}`, reason: WHY })).toMatchObject({ code: 'teamAct.noMember' });
    const manager = await signedIn(await account(app, 'cm'));
    expect(await manager.tell('waiveMailbox', { handle: who.handle, reason: WHY })).toEqual({ code: 'FORBIDDEN' });
    // Whoever may not read addresses learns that one waits, and not which.
    expect(await manager.tell('pendingAddress', { handle: who.handle })).toEqual({ pendingAddress: { address: 'n…@e….org', oldConfirmed: false, newConfirmed: false, mayWaive: false } });
    await app.owner.query(`UPDATE sessions SET proved_at = now() - interval '11 minutes' WHERE member_id = $1`, [admin.id]);
    expect(await office.tell('waiveMailbox', { handle: who.handle, reason: WHY })).toEqual({ code: 'STEP_UP_REQUIRED' });
    expect(await mailsTo(next)).toEqual([]);
  });

  it('is not an administrator, for somebody whose role alone lets her do it', async () => {
    const [lowly, above] = [await account(app), await account(app, 'admin')];
    const role = randomUUID();
    await app.owner.query(`INSERT INTO custom_roles (id, code, name, description, permissions) VALUES ($1, $2, $2, '', '{member.moveAddress,member.administer}')`, [role, `r${role.slice(0, 7)}`]);
    await app.owner.query('INSERT INTO member_roles (member_id, role_id) VALUES ($1, $2)', [lowly.id, role]);
    const browser = await signedIn(lowly);
    expect(await browser.tell('waiveMailbox', { handle: above.handle, reason: WHY })).toMatchObject({ code: 'teamAct.notYours' });
    expect(await browser.tell('waiveMailbox', { handle: (await changing()).who.handle, reason: WHY })).toMatchObject({ waitsFor: 'new' });
  });
});
