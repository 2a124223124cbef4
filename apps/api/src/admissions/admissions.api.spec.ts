import { randomBytes } from 'node:crypto';
import { openApp, PASSWORD, startApp, VISITOR, type Client, type TestApp } from '../../test/harness.js';
import { eventually } from '../../test/platform.js';

const SIGN_UP = `mutation SignUp($input: SignUpInput!) { signUp(input: $input) {
  __typename ... on ConfirmationSent { challenge } ... on SignedIn { viewer { handle role } } ... on Refused { code field message } } }`;
const CONFIRM = `mutation Confirm($challenge: String!, $code: String!) { confirmSignUp(challenge: $challenge, code: $code) {
  __typename ... on SignedIn { viewer { handle role } } ... on ApplicationFiled { token } ... on Refused { code field } } }`;
const LINK = `mutation Link($input: InvitationLinkInput!) { inviteByLink(input: $input) { __typename ... on InvitationLink { url code } ... on Refused { code field } } }`;
const MAIL = `mutation Mail($input: MailInvitationsInput!) { inviteByMail(input: $input) { __typename ... on InvitationReport { invited lines { line email outcome } } ... on Refused { code field } } }`;
const CONFIGURE = `mutation Configure($input: AdmissionInput!) { configureAdmission(input: $input) { __typename ... on Refused { code field } } }`;
const DECIDE = `mutation Decide($codes: [String!]!, $accept: Boolean!, $reason: DeclineReason, $words: String!) {
  decideApplications(codes: $codes, accept: $accept, declineReason: $reason, words: $words) { __typename ... on ApplicationsDecided { decided skipped } ... on Refused { code field } } }`;
const SIGN_IN = 'mutation($email: String!, $password: String!) { signIn(email: $email, password: $password) { __typename } }';

interface SignUpData { signUp: { __typename: string; challenge?: string; viewer?: { handle: string; role: string }; code?: string; field?: string; message?: string } }
interface ConfirmData { confirmSignUp: { __typename: string; token?: string; code?: string; viewer?: { handle: string; role: string } } }

const mail = (): string => `p${randomBytes(5).toString('hex')}@example.org`;
const form = (more: object = {}): { input: Record<string, unknown> } => ({ input: { displayName: 'Inès Caradec', email: mail(), password: PASSWORD, oldEnough: true, ...more } });
const tokenOf = (url: string): string => url.split('/').at(-1) ?? '';

describe('coming in', () => {
  let app: TestApp;
  let admin: Client;
  beforeAll(async () => {
    app = await startApp();
    admin = await app.member('Goulwen Admin', 'admin');
  });
  afterAll(() => app.close());

  const signUp = async (more: object = {}, as: Client = VISITOR, headers: Record<string, string> = { 'accept-language': 'fr' }) => app.gql<SignUpData>(SIGN_UP, form(more), as, headers);
  const confirm = (challenge: string, code: string, by: TestApp = app) => by.gql<ConfirmData>(CONFIRM, { challenge, code });
  const configure = (more: object = {}) => app.gql<{ configureAdmission: { __typename: string; code?: string } }>(CONFIGURE, { input: { mode: 'open', allowedDomains: '', refusedDomains: '', homeCountry: 'FR', ageFloors: [], questions: [], ...more } }, admin);
  const confirmedAddress = async (email: string) => (await app.owner.query('SELECT 1 FROM member_accounts WHERE email = $1 AND email_confirmed_at IS NOT NULL', [email])).rowCount === 1;
  const mailsTo = async (address: string) => (await app.mails()).filter((one) => one.to === address);
  const link = async (more: object = {}) => tokenOf((await app.gql<{ inviteByLink: { url: string } }>(LINK, { input: { label: 'Salon', role: 'member', groupCodes: [], days: 7, quota: 5, ...more } }, admin)).data.inviteByLink.url);
  const invite = (text: string, more: object = {}, as: Client = admin) =>
    app.gql<{ inviteByMail: { __typename: string; invited: number; lines: { line: number; email: string; outcome: string }[]; code?: string } }>(MAIL, { input: { text, role: 'member', groupCodes: [], days: 7, note: 'Viens', locale: 'fr', preview: false, ...more } }, as);
  const invitedBy = async (address: string): Promise<string> => /\/join\/([\w-]{43})/.exec((await mailsTo(address)).at(-1)?.text ?? '')?.[1] ?? '';

  describe('by the open door', () => {
    it('asks for the code of a mail, then opens a session; the code works once', async () => {
      const email = mail();
      const sent = await signUp({ email, displayName: 'Maëlle Le Goff' });
      expect(sent.data.signUp.__typename).toBe('ConfirmationSent');
      expect(sent.headers.getSetCookie()).toEqual([]);
      const challenge = sent.data.signUp.challenge ?? '';
      const [letter] = await mailsTo(email);
      const code = await app.codeOf(challenge);
      expect(letter).toMatchObject({ template: 'admissions.confirm', text: expect.stringContaining(code) });
      expect(letter?.text).toContain(`/confirm/${challenge}`);
      const entered = await confirm(challenge, ` ${code.slice(0, 3)} ${code.slice(3)} `);
      expect(entered.data.confirmSignUp).toMatchObject({ __typename: 'SignedIn', viewer: { handle: 'maelle.le.goff', role: 'member' } });
      expect(entered.headers.getSetCookie()[0]).toMatch(/^foyer_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax/);
      expect((await confirm(challenge, code)).data.confirmSignUp).toMatchObject({ code: 'confirmation.over' });
      expect(await confirmedAddress(email)).toBe(true);
    });

    it('numbers the handle of a name that is taken', async () => {
      const [one, two] = [await app.signUp('Yann K'), await app.signUp('Yann K')];
      expect([one.handle, two.handle]).toEqual(['yann.k', 'yann.k2']);
    });

    it('answers a known address like an unknown one, and tells its owner alone', async () => {
      const { email } = await app.signUp('Déjà Là');
      const before = await app.owner.query('SELECT count(*) FROM members');
      const [known, unknown] = [await signUp({ email: email.toUpperCase() }), await signUp()];
      const blank = (text: string): string => text.replace(/[0-9a-f-]{36}/g, 'id');
      expect(blank(known.text)).toEqual(blank(unknown.text));
      expect((await mailsTo(email.toUpperCase())).map((one) => one.template)).toEqual(['admissions.known']);
      const wrong = await confirm(known.data.signUp.challenge ?? '', '123456');
      const alsoWrong = await confirm(unknown.data.signUp.challenge ?? '', 'x');
      expect(wrong.text).toEqual(alsoWrong.text);
      expect((await app.owner.query('SELECT count(*) FROM members')).rows).toEqual(before.rows);
    });

    it('takes the same statements for both', async () => {
      const { email } = await app.signUp('Mesurée');
      // A process without the worker, whose statements would be counted too.
      const web = await openApp(app.settings.databaseUrl ?? '', { FOYER_ROLE: 'web' });
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
      const [codeOne, codeTwo] = [await app.codeOf(first), await app.codeOf(second)];
      const answers = await Promise.all([confirm(first, codeOne), confirm(first, codeOne), confirm(first, codeOne), confirm(second, codeTwo)]);
      expect(answers.filter((answer) => answer.data.confirmSignUp.__typename === 'SignedIn')).toHaveLength(1);
      expect((await app.owner.query('SELECT 1 FROM member_accounts WHERE email = $1', [email])).rowCount).toBe(1);
    });

    it('lets a code be tried ten times in all, right or wrong, whoever tries at once', async () => {
      const challenge = (await signUp()).data.signUp.challenge ?? '';
      const code = await app.codeOf(challenge);
      const wrong = code === '000000' ? '000001' : '000000';
      const tries = await Promise.all(Array.from({ length: 12 }, () => confirm(challenge, wrong)));
      expect(tries.filter((answer) => answer.data.confirmSignUp.code === 'confirmation.code')).toHaveLength(10);
      expect((await confirm(challenge, code)).data.confirmSignUp.code).toBe('confirmation.tries');
      await app.gql('mutation($c: String!) { resendConfirmation(challenge: $c) { __typename } }', { c: challenge });
      expect((await confirm(challenge, await app.codeOf(challenge))).data.confirmSignUp.__typename).toBe('SignedIn');
    });

    it('ends a code after half an hour', async () => {
      const challenge = (await signUp()).data.signUp.challenge ?? '';
      const code = await app.codeOf(challenge);
      await app.owner.query(`UPDATE sign_ups SET expires_at = now() - interval '1 second' WHERE id = $1`, [challenge]);
      expect((await confirm(challenge, code)).data.confirmSignUp.code).toBe('confirmation.over');
    });

    it('shows the code to nobody but in the story on this machine', async () => {
      const ask = 'query($c: String!) { confirmation(challenge: $c) { address mailKept trialCode } }';
      const email = mail();
      const challenge = (await signUp({ email })).data.signUp.challenge ?? '';
      expect((await app.gql(ask, { c: challenge })).data).toEqual({ confirmation: { address: 'p…@example.org', mailKept: true, trialCode: null } });
      const story = await openApp(app.settings.databaseUrl ?? '', { FOYER_SEED: 'story', PUBLIC_URL: 'http://localhost' });
      try {
        expect((await story.gql(ask, { c: challenge })).data).toMatchObject({ confirmation: { trialCode: await app.codeOf(challenge) } });
      } finally {
        await story.close();
      }
    });
  });

  describe('age', () => {
    it('under the floor: refused kindly, nothing kept, and not asked again in the same browser', async () => {
      const email = mail();
      const rows = async () => (await app.owner.query(`SELECT (SELECT count(*) FROM members) AS m, (SELECT count(*) FROM sign_ups) AS s, (SELECT count(*) FROM mails) AS l, (SELECT count(*) FROM audit_entries) AS a`)).rows;
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
      const { memberId } = await app.signUp('Assez Grande');
      expect((await app.owner.query('SELECT way, old_enough FROM member_admissions WHERE member_id = $1', [memberId])).rows).toEqual([{ way: 'open', old_enough: true }]);
    });

    it('has a floor per country that an administrator may raise', async () => {
      await configure({ ageFloors: [{ country: 'FR', age: 18 }] });
      const door = await app.gql<{ admissionDoor: { floors: { country: string; age: number }[] } }>('{ admissionDoor { homeCountry floors { country age } } }');
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

  describe('by invitation', () => {
    let known: string;
    let cm: Client;
    beforeAll(async () => {
      known = (await app.signUp('Connue')).email;
      cm = await app.member('Cléa Cm', 'cm');
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
      const group = await app.gql<{ createGroup: { group: { code: string } } }>('mutation { createGroup(name: "Équipage", description: "") { ... on GroupSaved { group { code } } } }', {}, admin);
      const email = mail();
      await invite(email, { role: 'ambassador', groupCodes: [group.data.createGroup.group.code] });
      const token = await invitedBy(email);
      const answers = await Promise.all([signUp({ email, invitation: token }), signUp({ email, invitation: token })]);
      expect(answers.map((answer) => answer.data.signUp.__typename).sort()).toEqual(['Refused', 'SignedIn']);
      const entered = answers.find((answer) => answer.data.signUp.viewer)?.data.signUp.viewer;
      expect(entered?.role).toBe('ambassador');
      expect((await app.owner.query('SELECT 1 FROM group_members gm JOIN members m ON m.id = gm.member_id WHERE m.handle = $1', [entered?.handle])).rowCount).toBe(1);
      expect((await app.gql('query($t: String!) { invitation(token: $t) { state email } }', { t: token })).data).toEqual({ invitation: { state: 'used', email: null } });
    });

    it('says of each kind of broken link what it is, and lets nobody in by it', async () => {
      const state = async (token: string) => (await app.gql<{ invitation: { state: string } }>('query($t: String!) { invitation(token: $t) { state } }', { t: token })).data.invitation.state;
      const [expired, revoked, open] = [await link(), await link(), await link({ quota: 1 })];
      const code = async (token: string) => (await app.owner.query<{ code: string }>(`SELECT code FROM invitations WHERE token_hash = sha256($1::bytea)`, [Buffer.from(token)])).rows[0]?.code;
      await app.owner.query(`UPDATE invitations SET expires_at = now() - interval '1 second' WHERE code = $1`, [await code(expired)]);
      await app.gql('mutation($c: String!) { revokeInvitation(code: $c) { __typename } }', { c: await code(revoked) }, admin);
      expect([await state(expired), await state(revoked), await state(open), await state('x'), await state('a'.repeat(43))]).toEqual(['expired', 'revoked', 'open', 'unknown', 'unknown']);
      for (const token of [expired, revoked]) expect((await signUp({ invitation: token })).data.signUp.code).toMatch(/^invitation\.(expired|revoked)$/);
      const last = (await signUp({ invitation: open })).data.signUp.challenge ?? '';
      expect((await confirm(last, await app.codeOf(last))).data.confirmSignUp.__typename).toBe('SignedIn');
      expect([await state(open), (await signUp({ invitation: open })).data.signUp.code]).toEqual(['full', 'invitation.full']);
    });

    it('ends the old link when the mail is sent again', async () => {
      const email = mail();
      await invite(email);
      const old = await invitedBy(email);
      const { rows } = await app.owner.query<{ code: string }>('SELECT code FROM invitations WHERE email = $1', [email]);
      await app.gql('mutation($c: String!) { resendInvitation(code: $c) { __typename } }', { c: rows[0]?.code }, admin);
      expect((await signUp({ email, invitation: old })).data.signUp.code).toBe('invitation.unknown');
      expect((await signUp({ email, invitation: await invitedBy(email) })).data.signUp.__typename).toBe('SignedIn');
    });

    it('lets nobody attach more than she could give by hand', async () => {
      for (const role of ['admin', 'cm', 'moderator', 'analyst']) expect((await invite(mail(), { role }, cm)).data.inviteByMail.code).toBe('invitation.role');
      expect((await invite(mail(), { groupCodes: ['zzzzzzzz'] }, cm)).data.inviteByMail.code).toBe('invitation.group');
      expect((await invite(mail(), {}, cm)).data.inviteByMail.invited).toBe(1);
    });

    it('keeps the quota of a link exact under fifty sign-ups at once on two processes', async () => {
      const other = await openApp(app.settings.databaseUrl ?? '');
      try {
        const token = await link({ quota: 7 });
        const waiting = await Promise.all(Array.from({ length: 50 }, async (_, n) => {
          const challenge = (await signUp({ invitation: token, displayName: `Course ${n}` })).data.signUp.challenge ?? '';
          return { challenge, code: await app.codeOf(challenge) };
        }));
        const answers = await Promise.all(waiting.map(({ challenge, code }, n) => confirm(challenge, code, n % 2 === 0 ? app : other)));
        const words = answers.map((answer) => answer.data.confirmSignUp.code ?? answer.data.confirmSignUp.__typename);
        expect(words.filter((word) => word === 'SignedIn')).toHaveLength(7);
        expect(words.filter((word) => word === 'invitation.full')).toHaveLength(43);
        expect((await app.owner.query(`SELECT used FROM invitations WHERE token_hash = sha256($1::bytea)`, [Buffer.from(token)])).rows).toEqual([{ used: 7 }]);
      } finally {
        await other.close();
      }
    });
  });

  describe('by approval', () => {
    const questions = [{ id: 'q1', fr: 'Où marches-tu ?', en: 'Where do you walk?', required: true }];
    beforeAll(() => configure({ mode: 'approval', questions }));
    afterAll(() => configure());

    const apply = async (email: string) => {
      const sent = await signUp({ email, answers: [{ id: 'q1', answer: 'Le long de la côte' }] });
      const challenge = sent.data.signUp.challenge ?? '';
      const filed = await confirm(challenge, await app.codeOf(challenge));
      const { rows } = await app.owner.query<{ code: string }>('SELECT code FROM applications WHERE email = $1', [email]);
      return { token: filed.data.confirmSignUp.token ?? '', code: rows[0]?.code ?? '', filed };
    };
    const own = async (token: string) => (await app.gql<{ ownApplication: { state: string; reason: string | null } | null }>('query($t: String!) { ownApplication(token: $t) { state reason words } }', { t: token })).data.ownApplication;
    const decide = (codes: string[], accept: boolean, reason: string | null = null, words = '') => app.gql<{ decideApplications: object }>(DECIDE, { codes, accept, reason, words }, admin);

    it('asks its questions, files the application once the address is proved, and opens no session', async () => {
      expect((await signUp()).data.signUp).toMatchObject({ code: 'admission.answerMissing', field: 'answer:q1' });
      const email = mail();
      const { filed, token } = await apply(email);
      expect(filed.headers.getSetCookie()).toEqual([]);
      expect(await own(token)).toMatchObject({ state: 'waiting' });
      expect((await mailsTo(email)).at(-1)).toMatchObject({ template: 'admissions.filed', text: expect.stringContaining(token) });
      expect((await app.gql(SIGN_IN, { email, password: PASSWORD })).data).toEqual({ signIn: { __typename: 'Refused' } });
      const page = await app.gql<{ applications: { waiting: number; items: object[] } }>('{ applications(state: waiting) { waiting items { email answers { question answer } } } }', {}, admin);
      expect(page.data.applications.items).toContainEqual({ email, answers: [{ question: 'Où marches-tu ?', answer: 'Le long de la côte' }] });
    });

    it('is answered once, by a mail either way, and accepted people sign in with what they chose', async () => {
      const [yes, no] = [mail(), mail()];
      const [first, second] = [await apply(yes), await apply(no)];
      const answers = await Promise.all([decide([first.code], true), decide([first.code], true)]);
      expect(answers.map((answer) => (answer.data.decideApplications as { decided: number }).decided).sort()).toEqual([0, 1]);
      expect((await app.gql(SIGN_IN, { email: yes, password: PASSWORD })).data).toEqual({ signIn: { __typename: 'SignedIn' } });
      expect((await decide([second.code], false, 'other')).data.decideApplications).toMatchObject({ code: 'application.reason' });
      await decide([second.code], false, 'later', 'Au printemps, peut-être.');
      expect((await mailsTo(yes)).map((one) => one.template).filter((name) => name.startsWith('admissions.'))).toEqual(['admissions.confirm', 'admissions.filed', 'admissions.accepted']);
      expect((await mailsTo(no)).at(-1)).toMatchObject({ template: 'admissions.declined', text: expect.stringContaining('Au printemps, peut-être.') });
      expect(await own(second.token)).toMatchObject({ state: 'declined', reason: 'later' });
      expect((await app.owner.query('SELECT draft, answers FROM applications WHERE code = $1', [second.code])).rows).toEqual([{ draft: null, answers: [] }]);
    });

    it('may be withdrawn, which erases what was written', async () => {
      const email = mail();
      const { token, code } = await apply(email);
      await app.gql('mutation($t: String!) { withdrawApplication(token: $t) { __typename } }', { t: token });
      expect(await own(token)).toMatchObject({ state: 'withdrawn' });
      expect((await app.owner.query(`SELECT 1 FROM applications WHERE email = $1`, [email])).rowCount).toBe(0);
      expect((await decide([code], true)).data.decideApplications).toMatchObject({ decided: 0, skipped: 1 });
    });
  });

  it('sends an imported member her link at the address that came with her, and answers every address alike', async () => {
    const known = mail();
    await app.owner.query(`WITH m AS (INSERT INTO members (id, handle, display_name, state) VALUES (gen_random_uuid(), 'vieux.loup', 'Vieux Loup', 'unclaimed') RETURNING id)
      INSERT INTO member_claims (token_hash, member_id, invited_email, expires_at) SELECT '\\x00', id, $1, now() - interval '1 day' FROM m`, [known]);
    const ask = 'mutation($e: String!) { requestClaim(email: $e) { __typename } }';
    const [one, other] = [await app.gql(ask, { e: known }), await app.gql(ask, { e: mail() })];
    expect(one.text).toEqual(other.text);
    await eventually('the mail is queued', async () => (await mailsTo(known)).length === 1, 5_000);
    expect((await mailsTo(known))[0]).toMatchObject({ template: 'admissions.claim', text: expect.stringMatching(/\/claim\/[\w-]{43}/) });
    const token = /\/claim\/([\w-]{43})/.exec((await mailsTo(known))[0]?.text ?? '')?.[1] ?? '';
    const claim = 'mutation($t: String!, $e: String!, $p: String!) { claimAccount(token: $t, email: $e, password: $p) { __typename } }';
    expect((await app.gql(claim, { t: token, e: known.toUpperCase(), p: PASSWORD })).data).toEqual({ claimAccount: { __typename: 'SignedIn' } });
    expect(await confirmedAddress(known)).toBe(true);
  });

  describe('what is agreed to', () => {
    const PUBLISH = `mutation($input: RulesInput!) { publishRules(input: $input) { __typename ... on RulesPublished { version } ... on Refused { code field } } }`;
    const publish = (more: object = {}) => app.gql<{ publishRules: { version?: number; code?: string } }>(PUBLISH, { input: { sourceFr: '# Nos règles\n\nOn se parle comme autour d’un feu.', sourceEn: '# Our rules\n\nWe talk as one does around a fire.', changeFr: '', changeEn: '', ...more } }, admin);
    const ACCEPT = 'mutation($v: Int!) { acceptRules(version: $v) { __typename ... on Refused { code } } }';
    const REACT = 'mutation { followMember(handle: "nobody.at.all", on: true) { __typename } }';

    it('the rules are published by version, accepted before writing, asked again when they change', async () => {
      const before = await app.member('Présente Avant');
      const first = (await publish()).data.publishRules.version ?? 0;
      expect((await publish()).data.publishRules.code).toBe('rules.same');
      const stopped = await app.gql(REACT, {}, before);
      expect(stopped.errors[0]?.extensions['code']).toBe('RULES_DUE');
      expect((await app.gql('mutation { setLocale(locale: en) { ok } }', {}, before)).errors).toEqual([]);
      await app.gql('mutation { setLocale(locale: fr) { ok } }', {}, before);
      expect((await app.gql('{ viewer { rulesDue } }', {}, before)).data).toEqual({ viewer: { rulesDue: true } });
      expect((await app.gql('{ rules { version html } }', {}, before)).data).toMatchObject({ rules: { version: first, html: expect.stringContaining('feu') } });
      expect((await app.gql(ACCEPT, { v: first + 1 }, before)).data).toMatchObject({ acceptRules: { code: 'rules.changed' } });
      await Promise.all([app.gql(ACCEPT, { v: first }, before), app.gql(ACCEPT, { v: first }, before)]);
      expect((await app.gql(REACT, {}, before)).errors[0]?.extensions['code']).toBe('NOT_FOUND');
      const proof = await app.owner.query(
        `SELECT c.kind, c.version, c.way, c.address_prefix, c.text_hash = r.hash_fr AS same FROM member_consents c JOIN rules_versions r ON r.version = c.version WHERE c.member_id = $1`, [before.memberId]);
      expect(proof.rows).toEqual([{ kind: 'rules', version: first, way: 'rules-page', address_prefix: '127.0.0.0/24', same: true }]);
      await publish({ sourceFr: '# Nos règles\n\nOn se parle doucement, comme autour d’un feu.' });
      expect((await app.gql(REACT, {}, before)).errors[0]?.extensions['code']).toBe('RULES_DUE');
    });

    it('joining asks for the version that stands, each consent by itself, and withdrawing leaves a line', async () => {
      const { rows } = await app.owner.query<{ v: number }>('SELECT rules_version AS v FROM community');
      expect((await signUp()).data.signUp).toMatchObject({ code: 'rules.accept', field: 'rules' });
      expect((await signUp({ rulesVersion: 99 })).data.signUp).toMatchObject({ code: 'rules.changed' });
      const member = await app.signUp('Consentante', { newsletter: true });
      const own = async () => (await app.gql<{ ownConsents: { kind: string; given: boolean; version: number }[] }>('{ ownConsents { kind given version } }', {}, member)).data.ownConsents;
      expect(await own()).toEqual([{ kind: 'newsletter', given: true, version: 1 }, { kind: 'rules', given: true, version: rows[0]?.v }]);
      for (const given of [false, false]) await app.gql('mutation($g: Boolean!) { setConsent(consent: newsletter, given: $g) { __typename } }', { g: given }, member);
      expect(await own()).toContainEqual({ kind: 'newsletter', given: false, version: 1 });
      expect((await app.owner.query('SELECT given, way FROM member_consents WHERE member_id = $1 AND kind = $2 ORDER BY at', [member.memberId, 'newsletter'])).rows).toEqual([{ given: true, way: 'sign-up' }, { given: false, way: 'settings' }]);
    });

    it('what was agreed to is rewritten by nobody', async () => {
      await expect(app.database.rows('UPDATE member_consents SET given = true')).rejects.toThrow(/permission denied/);
      await expect(app.database.rows('DELETE FROM rules_versions')).rejects.toThrow(/permission denied/);
    });
  });
});
