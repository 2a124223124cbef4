import { randomBytes } from 'node:crypto';
import { form, mail, openDoor, SIGN_UP } from '../../test/door-house.js';
import { openApp, VISITOR } from '../../test/harness.js';

describe('coming in', () => {
  const house = openDoor();
  const { signUp, confirm, configure, confirmedAddress, mailsTo, invite, invitedBy } = house;

  describe('by the open door', () => {
    it('asks for the code of a mail, then opens a session; the code works once', async () => {
      const email = mail();
      const sent = await signUp({ email, displayName: 'Maëlle Le Goff' });
      expect(sent.data.signUp.__typename).toBe('ConfirmationSent');
      expect(sent.headers.getSetCookie()).toEqual([]);
      const challenge = sent.data.signUp.challenge ?? '';
      const [letter] = await mailsTo(email);
      const code = await house.app.codeOf(challenge);
      expect(letter).toMatchObject({ template: 'admissions.confirm', text: expect.stringContaining(code) });
      expect(letter?.text).toContain(`/confirm/${challenge}`);
      const entered = await confirm(challenge, ` ${code.slice(0, 3)} ${code.slice(3)} `);
      expect(entered.data.confirmSignUp).toMatchObject({ __typename: 'SignedIn', viewer: { handle: 'maelle.le.goff', role: 'member' } });
      expect(entered.headers.getSetCookie()[0]).toMatch(/^foyer_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax/);
      expect((await confirm(challenge, code)).data.confirmSignUp).toMatchObject({ code: 'confirmation.over' });
      expect(await confirmedAddress(email)).toBe(true);
    });

    it('numbers the handle of a name that is taken', async () => {
      const [one, two] = [await house.app.signUp('Yann K'), await house.app.signUp('Yann K')];
      expect([one.handle, two.handle]).toEqual(['yann.k', 'yann.k2']);
    });

    it('answers a known address like an unknown one, and tells its owner alone', async () => {
      const { email } = await house.app.signUp('Déjà Là');
      const before = await house.app.owner.query('SELECT count(*) FROM members');
      const [known, unknown] = [await signUp({ email: email.toUpperCase() }), await signUp()];
      const blank = (text: string): string => text.replace(/[0-9a-f-]{36}/g, 'id');
      expect(blank(known.text)).toEqual(blank(unknown.text));
      expect((await mailsTo(email.toUpperCase())).map((one) => one.template)).toEqual(['admissions.known']);
      const wrong = await confirm(known.data.signUp.challenge ?? '', '123456');
      const alsoWrong = await confirm(unknown.data.signUp.challenge ?? '', 'x');
      expect(wrong.text).toEqual(alsoWrong.text);
      expect((await house.app.owner.query('SELECT count(*) FROM members')).rows).toEqual(before.rows);
    });

    it('takes the same statements for both', async () => {
      const { email } = await house.app.signUp('Mesurée');
      // A process without the worker, whose statements would be counted too.
      const web = await openApp(house.app.settings.databaseUrl ?? '', { FOYER_ROLE: 'web' });
      try {
        const cost = (more: object): Promise<number> => web.statements(() => web.gql(SIGN_UP, form(more)));
        await cost({});
        const [known, unknown] = [await cost({ email }), await cost({})];
        expect(known).toBe(unknown);
      } finally {
        await web.close();
      }
    });

    it.each([
      [{ displayName: 'A' }, 'member.nameShort', 'displayName'],
      [{ displayName: 'Ro\u202Ezenn' }, 'member.nameCharacters', 'displayName'],
      [{ displayName: 'x'.repeat(61) }, 'member.nameLong', 'displayName'],
      [{ email: 'nobody' }, 'member.email', 'email'],
      [{ password: 'short' }, 'member.passwordShort', 'password'],
      [{ password: 'password123' }, 'member.passwordCommon', 'password'],
      [{ password: 'x'.repeat(300) }, 'member.passwordLong', 'password'],
      [{ oldEnough: null }, 'admission.ageMissing', 'oldEnough'],
      [{ country: 'XX' }, 'admission.country', 'country'],
      [{ invitation: 'x' }, 'invitation.unknown', null],
      [{ invitation: 'a'.repeat(43) }, 'invitation.unknown', null],
    ])('refuses %j beside its field, in the language of the browser', async (wrong, code, field) => {
      const answer = await signUp(wrong);
      expect(answer.data.signUp).toMatchObject({ __typename: 'Refused', code, field });
      expect(answer.data.signUp.message).toMatch(/[.!]$/);
    });

    it('gives one account to four browsers with the same code, and to two sign-ups with the same address', async () => {
      const email = mail();
      const [one, two] = [await signUp({ email }), await signUp({ email })];
      const [first, second] = [one.data.signUp.challenge ?? '', two.data.signUp.challenge ?? ''];
      const [codeOne, codeTwo] = [await house.app.codeOf(first), await house.app.codeOf(second)];
      const answers = await Promise.all([confirm(first, codeOne), confirm(first, codeOne), confirm(first, codeOne), confirm(second, codeTwo)]);
      expect(answers.filter((answer) => answer.data.confirmSignUp.__typename === 'SignedIn')).toHaveLength(1);
      expect((await house.app.owner.query('SELECT 1 FROM member_accounts WHERE email = $1', [email])).rowCount).toBe(1);
    });

    it('lets a code be tried ten times in all, right or wrong, whoever tries at once', async () => {
      const challenge = (await signUp()).data.signUp.challenge ?? '';
      const code = await house.app.codeOf(challenge);
      const wrong = code === '000000' ? '000001' : '000000';
      const tries = await Promise.all(Array.from({ length: 12 }, () => confirm(challenge, wrong)));
      expect(tries.filter((answer) => answer.data.confirmSignUp.code === 'confirmation.code')).toHaveLength(10);
      expect((await confirm(challenge, code)).data.confirmSignUp.code).toBe('confirmation.tries');
      await house.app.gql('mutation($c: String!) { resendConfirmation(challenge: $c) { __typename } }', { c: challenge });
      expect((await confirm(challenge, await house.app.codeOf(challenge))).data.confirmSignUp.__typename).toBe('SignedIn');
    });

    it('ends a code after half an hour', async () => {
      const challenge = (await signUp()).data.signUp.challenge ?? '';
      const code = await house.app.codeOf(challenge);
      await house.app.owner.query(`UPDATE sign_ups SET expires_at = now() - interval '1 second' WHERE id = $1`, [challenge]);
      expect((await confirm(challenge, code)).data.confirmSignUp.code).toBe('confirmation.over');
    });

    it('shows the code to nobody but in the story on this machine', async () => {
      const ask = 'query($c: String!) { confirmation(challenge: $c) { address mailKept trialCode } }';
      const email = mail();
      const challenge = (await signUp({ email })).data.signUp.challenge ?? '';
      expect((await house.app.gql(ask, { c: challenge })).data).toEqual({ confirmation: { address: 'p…@example.org', mailKept: true, trialCode: null } });
      const story = await openApp(house.app.settings.databaseUrl ?? '', { FOYER_SEED: 'story', PUBLIC_URL: 'http://localhost' });
      try {
        expect((await story.gql(ask, { c: challenge })).data).toMatchObject({ confirmation: { trialCode: await house.app.codeOf(challenge) } });
      } finally {
        await story.close();
      }
    });
  });

  describe('age', () => {
    it('under the floor: refused kindly, nothing kept, and not asked again in the same browser', async () => {
      const email = mail();
      const rows = async () => (await house.app.owner.query(`SELECT (SELECT count(*) FROM members) AS m, (SELECT count(*) FROM sign_ups) AS s, (SELECT count(*) FROM mails) AS l, (SELECT count(*) FROM audit_entries) AS a`)).rows;
      const before = await rows();
      const young = await signUp({ email, oldEnough: false });
      expect(young.data.signUp).toMatchObject({ code: 'admission.tooYoung' });
      const cookie = young.headers.getSetCookie()[0] ?? '';
      expect(cookie).toMatch(/^foyer_later=\d{4}-\d{2}-\d{2}\.[\w-]{43}; Path=\/; HttpOnly/);
      expect(await rows()).toEqual(before);
      const later = { ...VISITOR, cookie: cookie.split(';')[0] ?? '' };
      expect((await signUp({}, later)).data.signUp.code).toBe('admission.tooYoung');
      const forged = { ...VISITOR, cookie: (cookie.split(';')[0] ?? '').replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')) };
      expect((await signUp({}, forged)).data.signUp.__typename).toBe('ConfirmationSent');
    });

    it('is kept as “old enough”, never as a date', async () => {
      const { memberId } = await house.app.signUp('Assez Grande');
      expect((await house.app.owner.query('SELECT way, old_enough FROM member_admissions WHERE member_id = $1', [memberId])).rows).toEqual([{ way: 'open', old_enough: true }]);
    });

    it('has a floor per country that an administrator may raise', async () => {
      await configure({ ageFloors: [{ country: 'FR', age: 18 }] });
      const door = await house.app.gql<{ admissionDoor: { floors: { country: string; age: number }[] } }>('{ admissionDoor { homeCountry floors { country age } } }');
      expect(door.data.admissionDoor.floors).toEqual(expect.arrayContaining([{ country: 'FR', age: 18 }, { country: 'DE', age: 16 }, { country: 'BE', age: 13 }]));
      expect((await configure({ ageFloors: [{ country: 'FR', age: 9 }] })).data.configureAdmission.code).toBe('admission.floor');
      await configure();
    });
  });

  describe('by mail domain', () => {
    it('admits and refuses as the lists say; an invitation to the very address goes before', async () => {
      await configure({ allowedDomains: 'kerlune.example', refusedDomains: 'spam.kerlune.example' });
      const wanted = mail();
      await invite(wanted);
      expect((await signUp({ email: 'a@ailleurs.example' })).data.signUp.code).toBe('admission.emailDomain');
      expect((await signUp({ email: 'a@spam.kerlune.example' })).data.signUp.code).toBe('admission.emailDomain');
      expect((await signUp({ email: `a${randomBytes(3).toString('hex')}@kerlune.example` })).data.signUp.__typename).toBe('ConfirmationSent');
      expect((await signUp({ email: wanted, invitation: await invitedBy(wanted) })).data.signUp.__typename).toBe('SignedIn');
      await configure();
    });
  });
});
