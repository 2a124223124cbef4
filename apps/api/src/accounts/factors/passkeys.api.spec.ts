import { jest } from '@jest/globals';
import { account, Browser } from '../../../test/account-house.js';
import { later, ORIGIN, withPasskey } from '../../../test/factors-house.js';
import { startApp, type TestApp } from '../../../test/harness.js';
import { SoftPasskey, type Mischief } from '../../../test/soft-passkey.js';

describe('passkeys', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp({ FOYER_SECOND_FACTOR: 'required' });
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(() => app.close());

  it('open the account alone', async () => {
    const { who, key } = await withPasskey(app);
    const browser = new Browser(app);
    const { challenge, options } = await browser.tell('signInQuestion');
    expect(await browser.tell('signInWithPasskey', { question: challenge, answer: key.get(options) })).toMatchObject({ __typename: 'SignedIn', viewer: { handle: who.handle } });
  });

  it('are the only way in when she does without a password', async () => {
    const { who, browser, key } = await withPasskey(app);
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
    const { key } = await withPasskey(app);
    const browser = new Browser(app);
    const { challenge, options } = await browser.tell('signInQuestion');
    expect(await browser.tell('signInWithPasskey', { question: challenge, answer: key.get(options, mischief) })).toMatchObject({ code: 'passkey.refused' });
  });

  it('are refused an answer that was given before, to another browser, too late, or whose counter went back', async () => {
    const { key } = await withPasskey(app);
    const [browser, other] = [new Browser(app), new Browser(app)];
    const asked = await browser.tell('signInQuestion');
    await other.tell('signInQuestion');
    const answer = key.get(asked.options);
    expect(await other.tell('signInWithPasskey', { question: asked.challenge, answer })).toMatchObject({ code: 'passkey.refused' });
    const told = await Promise.all([1, 2].map(() => browser.tell('signInWithPasskey', { question: asked.challenge, answer })));
    expect(told.map((one) => one.code ?? one.__typename).sort()).toEqual(['SignedIn', 'passkey.refused']);
    const late = await other.tell('signInQuestion');
    later(app, 601);
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
    const { browser, key } = await withPasskey(app);
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
    const [mine, hers] = [await withPasskey(app), await withPasskey(app)];
    const id = (await hers.browser.security()).passkeys[0]?.id;
    expect(await mine.browser.tell('renamePasskey', { id, name: 'Volée' })).toMatchObject({ code: 'passkey.gone' });
    expect(await mine.browser.tell('removePasskey', { id })).toMatchObject({ code: 'passkey.gone' });
    expect(await hers.browser.tell('renamePasskey', { id, name: '   ' })).toMatchObject({ code: 'passkey.name', field: 'name' });
    expect(await hers.browser.tell('renamePasskey', { id, name: 'Ordinateur' })).toMatchObject({ __typename: 'Done' });
    expect((await hers.browser.security()).passkeys).toMatchObject([{ name: 'Ordinateur' }]);
    expect(await hers.browser.tell('removePasskey', { id })).toMatchObject({ __typename: 'Done' });
  });

  it('serve as the second factor, of the member who began', async () => {
    const { who, key } = await withPasskey(app, 'admin');
    const stranger = await withPasskey(app);
    const browser = new Browser(app);
    const due = await browser.signIn(who);
    expect(due).toMatchObject({ __typename: 'SecondFactorDue', methods: ['passkey', 'recovery'] });
    const wrong = await browser.tell('secondQuestion', { challenge: due.challenge });
    expect(await browser.tell('completeWithPasskey', { challenge: due.challenge, question: wrong.challenge, answer: stranger.key.get(wrong.options) })).toMatchObject({ code: 'passkey.refused' });
    const right = await browser.tell('secondQuestion', { challenge: due.challenge });
    expect(await browser.tell('completeWithPasskey', { challenge: due.challenge, question: right.challenge, answer: key.get(right.options) })).toMatchObject({ __typename: 'SignedIn' });
  });
});
