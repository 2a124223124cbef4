import { DECIDE, mail, openDoor, SIGN_IN } from '../../test/door-house.js';
import { PASSWORD, VISITOR, type Client } from '../../test/harness.js';
import { ReopenApplication } from './reopen-application.js';

describe('coming in', () => {
  const house = openDoor();
  const { signUp, confirm, configure, mailsTo } = house;

  describe('by approval', () => {
    const questions = [{ id: 'q1', fr: 'Où marches-tu ?', en: 'Where do you walk?', required: true }];
    beforeAll(() => configure({ mode: 'approval', questions }));
    afterAll(() => configure());

    const apply = async (email: string) => {
      const sent = await signUp({ email, answers: [{ id: 'q1', answer: 'Le long de la côte' }] });
      const challenge = sent.data.signUp.challenge ?? '';
      const filed = await confirm(challenge, await house.app.codeOf(challenge));
      const { rows } = await house.app.owner.query<{ code: string }>('SELECT code FROM applications WHERE email = $1', [email]);
      return { token: filed.data.confirmSignUp.token ?? '', code: rows[0]?.code ?? '', filed };
    };
    const own = async (token: string) => (await house.app.gql<{ ownApplication: { state: string; reason: string | null } | null }>('query($t: String!) { ownApplication(token: $t) { state reason words kept } }', { t: token })).data.ownApplication;
    const reopen = (code: string, as: Client = house.admin) => house.app.gql<{ reopenApplication: { __typename: string; code?: string } }>('mutation($c: String!) { reopenApplication(code: $c) { __typename ... on Refused { code } } }', { c: code }, as);
    const decide = (codes: string[], accept: boolean, reason: string | null = null, words = '') => house.app.gql<{ decideApplications: object }>(DECIDE, { codes, accept, reason, words }, house.admin);

    it('asks its questions, files the application once the address is proved, and opens no session', async () => {
      expect((await signUp()).data.signUp).toMatchObject({ code: 'admission.answerMissing', field: 'answer:q1' });
      const email = mail();
      const { filed, token } = await apply(email);
      expect(filed.headers.getSetCookie()).toEqual([]);
      expect(await own(token)).toMatchObject({ state: 'waiting' });
      expect((await mailsTo(email)).at(-1)).toMatchObject({ template: 'admissions.filed', text: expect.stringContaining(token) });
      expect((await house.app.gql(SIGN_IN, { email, password: PASSWORD })).data).toEqual({ signIn: { __typename: 'Refused' } });
      const page = await house.app.gql<{ applications: { waiting: number; items: object[] } }>('{ applications(state: waiting) { waiting items { email answers { question answer } } } }', {}, house.admin);
      expect(page.data.applications.items).toContainEqual({ email, answers: [{ question: 'Où marches-tu ?', answer: 'Le long de la côte' }] });
    });

    it('is answered once, by a mail either way, and accepted people sign in with what they chose', async () => {
      const [yes, no] = [mail(), mail()];
      const [first, second] = [await apply(yes), await apply(no)];
      const answers = await Promise.all([decide([first.code], true), decide([first.code], true)]);
      expect(answers.map((answer) => (answer.data.decideApplications as { decided: number }).decided).sort()).toEqual([0, 1]);
      expect((await house.app.gql(SIGN_IN, { email: yes, password: PASSWORD })).data).toEqual({ signIn: { __typename: 'SignedIn' } });
      expect((await decide([second.code], false, 'other')).data.decideApplications).toMatchObject({ code: 'application.reason' });
      await decide([second.code], false, 'later', 'Au printemps, peut-être.');
      expect((await mailsTo(yes)).map((one) => one.template).filter((name) => name.startsWith('admissions.'))).toEqual(['admissions.confirm', 'admissions.filed', 'admissions.accepted']);
      expect((await mailsTo(no)).at(-1)).toMatchObject({ template: 'admissions.declined', text: expect.stringContaining('Au printemps, peut-être.') });
      expect(await own(second.token)).toMatchObject({ state: 'declined', reason: 'later' });
    });

    it('a mistaken refusal is taken back by the team for two weeks, by one of two who try, and told by mail', async () => {
      const email = mail();
      const { token, code } = await apply(email);
      expect((await reopen(code)).data.reopenApplication).toMatchObject({ code: 'application.unknown' });
      await decide([code], false, 'later');
      expect(await own(token)).toMatchObject({ state: 'declined', kept: true });
      const listed = await house.app.gql<{ applications: { items: { code: string; reopens: boolean }[] } }>('{ applications(state: declined) { items { code reopens } } }', {}, house.admin);
      expect(listed.data.applications.items).toContainEqual({ code, reopens: true });
      const answers = await Promise.all([reopen(code), reopen(code)]);
      expect(answers.map((answer) => answer.data.reopenApplication.__typename).sort()).toEqual(['Done', 'Refused']);
      expect(await own(token)).toMatchObject({ state: 'waiting', reason: null, words: null });
      expect((await mailsTo(email)).at(-1)).toMatchObject({ template: 'admissions.reopened' });
      await decide([code], true);
      expect((await house.app.gql(SIGN_IN, { email, password: PASSWORD })).data).toEqual({ signIn: { __typename: 'SignedIn' } });
      expect((await reopen(code, VISITOR)).errors[0]?.extensions['code']).toBe('UNAUTHENTICATED');
    });

    it('what was written is erased two weeks after a refusal, or as soon as she wants, and cannot be reopened then', async () => {
      const [late, soon] = [mail(), mail()];
      const [first, second] = [await apply(late), await apply(soon)];
      await decide([first.code, second.code], false, 'later');
      await house.app.gql('mutation($t: String!) { withdrawApplication(token: $t) { __typename } }', { t: second.token });
      expect(await own(second.token)).toMatchObject({ state: 'declined', kept: false });
      await house.app.owner.query(`UPDATE applications SET decided_at = now() - interval '15 days' WHERE code = $1`, [first.code]);
      for (const code of [first.code, second.code]) expect((await reopen(code)).data.reopenApplication).toMatchObject({ code: 'application.erased' });
      expect(await house.app.server.app.get(ReopenApplication).erase()).toBe(1);
      expect((await house.app.owner.query('SELECT draft, answers FROM applications WHERE code = ANY ($1)', [[first.code, second.code]])).rows).toEqual([{ draft: null, answers: [] }, { draft: null, answers: [] }]);
    });

    it('is not reopened beside another of the same person, or once she is in', async () => {
      const email = mail();
      const { code } = await apply(email);
      await decide([code], false, 'incomplete');
      const again = await apply(email);
      expect((await reopen(code)).data.reopenApplication).toMatchObject({ code: 'application.again' });
      expect((await house.app.owner.query(`SELECT count(*)::int AS waiting FROM applications WHERE email = $1 AND state = 'waiting'`, [email])).rows).toEqual([{ waiting: 1 }]);
      await house.app.owner.query(`UPDATE applications SET state = 'withdrawn' WHERE email = $1 AND state = 'waiting'`, [email]);
      expect(again.token).not.toBe('');
      expect((await reopen(code)).data.reopenApplication).toMatchObject({ __typename: 'Done' });
    });

    it('may be withdrawn, which erases what was written', async () => {
      const email = mail();
      const { token, code } = await apply(email);
      await house.app.gql('mutation($t: String!) { withdrawApplication(token: $t) { __typename } }', { t: token });
      expect(await own(token)).toMatchObject({ state: 'withdrawn' });
      expect((await house.app.owner.query(`SELECT 1 FROM applications WHERE email = $1`, [email])).rowCount).toBe(0);
      expect((await decide([code], true)).data.decideApplications).toMatchObject({ decided: 0, skipped: 1 });
    });
  });
});
