import { VISITOR, type Answer, type Client } from '../../test/harness.js';
import { cookieOf, person, SsoHouse } from '../../test/sso-house.js';

describe('whose account it is', () => {
  let house: SsoHouse;
  beforeAll(async () => {
    house = await SsoHouse.open();
  });
  afterAll(() => house.close());
  const unlink = (as: Client): Promise<Answer> => house.app.gql('mutation U($p: String!) { unlinkSso(providerCode: $p) { __typename ... on Refused { code } } }', { p: house.kerlune }, as);

  describe('the address', () => {
    const account = async (): Promise<{ email: string; client: Client }> => {
      const client = await house.app.member('Déjà Là');
      const { rows } = await house.app.owner.query<{ email: string }>('SELECT email FROM member_accounts WHERE member_id = $1', [client.memberId]);
      return { email: rows[0]?.email ?? '', client };
    };
    afterEach(() => house.configure());

    it('links nothing when it is not verified, and is answered alike whether it has an account or not', async () => {
      const { email } = await account();
      await house.configure({ linkByAddress: true });
      const [known, unknown] = [await house.come(person({ email, email_verified: false })), await house.come(person({ email_verified: false }))];
      expect(known.data.finishSso.code).toBe('sso.addressUnverified');
      expect(known.text).toBe(unknown.text);
    });

    it('links nothing by itself unless the provider is trusted to and the account’s own address is confirmed', async () => {
      const { email, client } = await account();
      await house.app.owner.query('UPDATE member_accounts SET email_confirmed_at = NULL WHERE member_id = $1', [client.memberId]);
      const who = person({ email });
      expect((await house.come(who)).data.finishSso.code).toBe('sso.signInFirst');
      await house.configure({ linkByAddress: true });
      expect((await house.come(who)).data.finishSso.code).toBe('sso.signInFirst');
      await house.app.owner.query('UPDATE member_accounts SET email_confirmed_at = now() WHERE member_id = $1', [client.memberId]);
      expect((await house.come(who)).data.finishSso).toMatchObject({ __typename: 'SsoEntered', created: false, viewer: { handle: client.handle } });
    });

    it('never links an administrator by itself', async () => {
      const { rows } = await house.app.owner.query<{ email: string }>('UPDATE member_accounts SET email_confirmed_at = now() WHERE member_id = $1 RETURNING email', [house.admin.memberId]);
      await house.configure({ linkByAddress: true });
      expect((await house.come(person({ email: rows[0]?.email ?? '' }))).data.finishSso.code).toBe('sso.signInFirst');
    });

    it('lets allowed domains in, and nobody who merely claims one', async () => {
      await house.configure({ allowedDomains: ['kerlune.example'] });
      expect((await house.come(person())).data.finishSso.__typename).toBe('SsoEntered');
      expect((await house.come(person({ email: 'x@kerlune.example.evil.example' }))).data.finishSso.code).toBe('sso.domainRefused');
      expect((await house.come(person({ email_verified: false }))).data.finishSso.code).toBe('sso.addressUnverified');
    });

    it('makes no account where accounts are not made', async () => {
      await house.configure({ admits: 'nobody' });
      expect((await house.come(person())).data.finishSso.code).toBe('sso.noAccount');
    });

    it('gives one account to a person who comes twice at once', async () => {
      const who = person();
      const [one, two] = [await house.arrive(who), await house.arrive(who)];
      const answers = await Promise.all([one, two].map(({ answer, as }) => house.join(answer.data.finishSso.arrival ?? '', as)));
      expect(answers.map((answer) => answer.data.finishSso.__typename)).toEqual(['SsoEntered', 'SsoEntered']);
      expect(new Set(answers.map((answer) => answer.data.finishSso.viewer?.handle)).size).toBe(1);
    });
  });

  describe('linking', () => {
    it('is hers alone, and comes undone but for the last way in', async () => {
      const client = await house.app.member('Nolwenn Lien');
      const who = person({ email_verified: false });
      const begun = await house.link(client);
      expect((await house.finish(house.kerlune, await house.op.visit(begun.url, who), begun.as)).data.finishSso).toMatchObject({ __typename: 'SsoLinked', name: 'Kerlune' });
      const entered = await house.come(who);
      expect(entered.data.finishSso.viewer?.handle).toBe(client.handle);
      const now = { ...VISITOR, cookie: cookieOf(entered, 'foyer_session') ?? null };
      expect((await unlink(now)).data).toEqual({ unlinkSso: { __typename: 'Done' } });
      expect((await house.come(who)).data.finishSso.code).toBe('sso.addressUnverified');
    });

    it('is not finished by anybody else in the same browser', async () => {
      const [one, two] = [await house.app.member('Une Autre'), await house.app.member('Encore Une')];
      const begun = await house.link(one);
      const query = await house.op.visit(begun.url, person());
      const hijacker = { ...two, cookie: begun.as.cookie?.replace(one.cookie ?? '', two.cookie ?? '') ?? null };
      expect((await house.finish(house.kerlune, query, hijacker)).data.finishSso.code).toBe('sso.flowOver');
    });

    it('takes nobody’s identity away', async () => {
      const who = person();
      await house.come(who);
      const begun = await house.link(await house.app.member('Trop Tard'));
      expect((await house.finish(house.kerlune, await house.op.visit(begun.url, who), begun.as)).data.finishSso.code).toBe('sso.linkedElsewhere');
    });

    it('keeps the last way in', async () => {
      const entered = await house.come(person());
      const now = { ...VISITOR, cookie: cookieOf(entered, 'foyer_session') ?? null };
      expect((await unlink(now)).data).toEqual({ unlinkSso: { __typename: 'Refused', code: 'sso.lastWayIn' } });
    });

    it('signs nobody in who is suspended', async () => {
      const who = person();
      const handle = (await house.come(who)).data.finishSso.viewer?.handle;
      await house.app.owner.query(`UPDATE members SET state = 'suspended' WHERE handle = $1`, [handle]);
      expect((await house.come(who)).data.finishSso.code).toBe('sso.refused');
    });
  });
});
