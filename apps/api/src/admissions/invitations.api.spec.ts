import { mail, openDoor } from '../../test/door-house.js';
import { openApp, type Client } from '../../test/harness.js';

describe('coming in', () => {
  const house = openDoor();
  const { signUp, confirm, configure, mailsTo, link, invite, invitedBy } = house;

  describe('by invitation', () => {
    let known: string;
    let cm: Client;
    beforeAll(async () => {
      known = (await house.app.signUp('Connue')).email;
      cm = await house.app.member('Cléa Cm', 'cm');
      await configure({ mode: 'invitation' });
    });
    afterAll(() => configure());

    it('keeps the door shut without one', async () => {
      expect((await signUp()).data.signUp.code).toBe('admission.closed');
    });

    it('reports line by line, invites nobody twice, and a preview nobody at all', async () => {
      const [fresh, other] = [mail(), mail()];
      const csv = `Nom;E-mail\nA;${fresh}\nB;pas une adresse\nC;${fresh.toUpperCase()}\nD;${known}\nE;${other}\n`;
      const outcomes = ['invited', 'malformed', 'duplicate', 'member', 'invited'];
      const seen = await invite(csv, { preview: true });
      expect(seen.data.inviteByMail.lines.map((line) => line.outcome)).toEqual(outcomes);
      expect(await mailsTo(fresh)).toEqual([]);
      expect((await invite(csv)).data.inviteByMail).toMatchObject({ invited: 2, lines: [{ line: 2, email: fresh }, {}, {}, {}, { line: 6 }] });
      expect((await invite(fresh)).data.inviteByMail.lines).toEqual([{ line: 1, email: fresh, outcome: 'waiting' }]);
      expect((await mailsTo(fresh)).map((one) => one.template)).toEqual(['admissions.invitation']);
    });

    it('gives one account to two browsers with the same invitation, with its role and its groups', async () => {
      const group = await house.app.gql<{ createGroup: { group: { code: string } } }>('mutation { createGroup(name: "Équipage", description: "") { ... on GroupSaved { group { code } } } }', {}, house.admin);
      const email = mail();
      await invite(email, { role: 'ambassador', groupCodes: [group.data.createGroup.group.code] });
      const token = await invitedBy(email);
      const answers = await Promise.all([signUp({ email, invitation: token }), signUp({ email, invitation: token })]);
      expect(answers.map((answer) => answer.data.signUp.__typename).sort()).toEqual(['Refused', 'SignedIn']);
      const entered = answers.find((answer) => answer.data.signUp.viewer)?.data.signUp.viewer;
      expect(entered?.role).toBe('ambassador');
      expect((await house.app.owner.query('SELECT 1 FROM group_members gm JOIN members m ON m.id = gm.member_id WHERE m.handle = $1', [entered?.handle])).rowCount).toBe(1);
      expect((await house.app.gql('query($t: String!) { invitation(token: $t) { state email } }', { t: token })).data).toEqual({ invitation: { state: 'used', email: null } });
    });

    it('says of each kind of broken link what it is, and lets nobody in by it', async () => {
      const state = async (token: string) => (await house.app.gql<{ invitation: { state: string } }>('query($t: String!) { invitation(token: $t) { state } }', { t: token })).data.invitation.state;
      const [expired, revoked, open] = [await link(), await link(), await link({ quota: 1 })];
      const code = async (token: string) => (await house.app.owner.query<{ code: string }>(`SELECT code FROM invitations WHERE token_hash = sha256($1::bytea)`, [Buffer.from(token)])).rows[0]?.code;
      await house.app.owner.query(`UPDATE invitations SET expires_at = now() - interval '1 second' WHERE code = $1`, [await code(expired)]);
      await house.app.gql('mutation($c: String!) { revokeInvitation(code: $c) { __typename } }', { c: await code(revoked) }, house.admin);
      expect([await state(expired), await state(revoked), await state(open), await state('x'), await state('a'.repeat(43))]).toEqual(['expired', 'revoked', 'open', 'unknown', 'unknown']);
      for (const token of [expired, revoked]) expect((await signUp({ invitation: token })).data.signUp.code).toMatch(/^invitation\.(expired|revoked)$/);
      const last = (await signUp({ invitation: open })).data.signUp.challenge ?? '';
      expect((await confirm(last, await house.app.codeOf(last))).data.confirmSignUp.__typename).toBe('SignedIn');
      expect([await state(open), (await signUp({ invitation: open })).data.signUp.code]).toEqual(['full', 'invitation.full']);
    });

    it('ends the old link when the mail is sent again', async () => {
      const email = mail();
      await invite(email);
      const old = await invitedBy(email);
      const { rows } = await house.app.owner.query<{ code: string }>('SELECT code FROM invitations WHERE email = $1', [email]);
      await house.app.gql('mutation($c: String!) { resendInvitation(code: $c) { __typename } }', { c: rows[0]?.code }, house.admin);
      expect((await signUp({ email, invitation: old })).data.signUp.code).toBe('invitation.unknown');
      expect((await signUp({ email, invitation: await invitedBy(email) })).data.signUp.__typename).toBe('SignedIn');
    });

    it('lets nobody attach more than she could give by hand', async () => {
      for (const role of ['admin', 'cm', 'moderator', 'analyst']) expect((await invite(mail(), { role }, cm)).data.inviteByMail.code).toBe('invitation.role');
      expect((await invite(mail(), { groupCodes: ['zzzzzzzz'] }, cm)).data.inviteByMail.code).toBe('invitation.group');
      expect((await invite(mail(), {}, cm)).data.inviteByMail.invited).toBe(1);
    });

    it('keeps the quota of a link exact under fifty sign-ups at once on two processes', async () => {
      const other = await openApp(house.app.settings.databaseUrl ?? '');
      try {
        const token = await link({ quota: 7 });
        const waiting = await Promise.all(Array.from({ length: 50 }, async (_, n) => {
          const challenge = (await signUp({ invitation: token, displayName: `Course ${n}` })).data.signUp.challenge ?? '';
          return { challenge, code: await house.app.codeOf(challenge) };
        }));
        const answers = await Promise.all(waiting.map(({ challenge, code }, n) => confirm(challenge, code, n % 2 === 0 ? house.app : other)));
        const words = answers.map((answer) => answer.data.confirmSignUp.code ?? answer.data.confirmSignUp.__typename);
        expect(words.filter((word) => word === 'SignedIn')).toHaveLength(7);
        expect(words.filter((word) => word === 'invitation.full')).toHaveLength(43);
        expect((await house.app.owner.query(`SELECT used FROM invitations WHERE token_hash = sha256($1::bytea)`, [Buffer.from(token)])).rows).toEqual([{ used: 7 }]);
      } finally {
        await other.close();
      }
    });
  });
});
