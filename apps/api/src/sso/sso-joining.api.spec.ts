import { jest } from '@jest/globals';
import { VISITOR, type Answer, type Client } from '../../test/harness.js';
import { cookieOf, person, providerInput, SsoHouse, type Finished } from '../../test/sso-house.js';
import { eventually } from '../../test/platform.js';
import type { Person } from '../../test/oidc-house.js';
import { Clock } from '../platform/clock/clock.js';

const CONFIGURE = 'mutation($input: AdmissionInput!) { configureAdmission(input: $input) { __typename ... on Refused { code field } } }';
const PUBLISH = 'mutation($input: RulesInput!) { publishRules(input: $input) { __typename ... on Refused { code } } }';
const INVITE = 'mutation($input: InvitationLinkInput!) { inviteByLink(input: $input) { __typename ... on InvitationLink { url } ... on Refused { code } } }';
const DECIDE = 'mutation($codes: [String!]!, $accept: Boolean!) { decideApplications(codes: $codes, accept: $accept, declineReason: other, words: "Pas cette fois.") { __typename ... on ApplicationsDecided { decided } } }';
const SHOW = 'query($a: ID!) { ssoArrival(arrival: $a) { providerName email displayName invited } }';

describe('joining by a provider', () => {
  let house: SsoHouse;
  beforeAll(async () => {
    house = await SsoHouse.open();
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await door();
    await house.configure();
  });
  afterAll(() => house.close());

  const door = async (more: object = {}): Promise<void> => {
    const answer = await house.app.gql(CONFIGURE, { input: { mode: 'open', allowedDomains: '', refusedDomains: '', homeCountry: 'FR', ageFloors: [], questions: [], ...more } }, house.admin);
    expect(answer.data).toMatchObject({ configureAdmission: { __typename: 'AdmissionSettings' } });
  };
  const stands = async (who: Person, invitation: string | null = null): Promise<{ readonly id: string; readonly as: Client }> => {
    const { answer, as } = await house.arrive(who, VISITOR, '/', invitation);
    expect(answer.data.finishSso.__typename).toBe('SsoNewcomer');
    return { id: answer.data.finishSso.arrival ?? '', as };
  };
  const ended = (answer: Answer<Finished>): Finished['finishSso'] => answer.data.finishSso;
  const link = async (more: object = {}): Promise<string> => {
    const made = await house.app.gql<{ inviteByLink: { url: string } }>(INVITE, { input: { label: 'Salon', role: 'ambassador', groupCodes: [], days: 7, quota: 1, ...more } }, house.admin);
    return made.data.inviteByLink.url.split('/').at(-1) ?? '';
  };
  const kept = async (who: Person): Promise<string> => {
    const { rows } = await house.app.owner.query<{ kept: string }>(
      `SELECT (SELECT count(*) FROM sso_arrivals WHERE subject = $1) || ' ' || (SELECT count(*) FROM sso_identities WHERE subject = $1) || ' ' || (SELECT count(*) FROM member_accounts WHERE email = $2) AS kept`,
      [who.sub, who.email],
    );
    return rows[0]?.kept ?? '';
  };

  it('writes nobody before she has answered; then as everybody is written who joins', async () => {
    await house.app.gql(PUBLISH, { input: { sourceFr: 'Ici, on se parle avec bienveillance.', sourceEn: 'Here, we speak to each other kindly.', changeFr: '', changeEn: '' } }, house.admin);
    const who = person({ name: 'Enora Guivarch' });
    const { id, as } = await stands(who);
    expect(await kept(who)).toBe('1 0 0');
    expect((await house.app.gql(SHOW, { a: id }, as)).data).toEqual({ ssoArrival: { providerName: 'Kerlune', email: who.email, displayName: 'Enora Guivarch', invited: false } });
    for (const [more, code] of [[{ oldEnough: null }, 'admission.ageMissing'], [{ rulesVersion: null }, 'rules.accept'], [{ rulesVersion: 7 }, 'rules.changed'], [{ displayName: ' ' }, 'member.nameShort']] as const) {
      expect(ended(await house.join(id, as, more))).toMatchObject({ code });
    }
    expect(await kept(who)).toBe('1 0 0');
    const joined = ended(await house.join(id, as, { displayName: 'Enora G.', newsletter: true, country: 'FR' }));
    expect(joined).toMatchObject({ __typename: 'SsoEntered', created: true, viewer: { handle: 'enora.g' } });
    const { rows } = await house.app.owner.query(
      `SELECT a.way, a.old_enough, (SELECT array_agg(kind || ' ' || version || ' ' || way || ' ' || length(text_hash) ORDER BY kind) FROM member_consents c WHERE c.member_id = m.id) AS consents,
              (SELECT count(*)::int FROM domain_events e WHERE e.type = 'member.joined' AND e.subject_id = m.id) AS joined, (SELECT count(*)::int FROM audit_entries e WHERE e.action = 'member.joined' AND e.subject_id = m.id) AS logged
         FROM members m JOIN member_admissions a ON a.member_id = m.id WHERE m.handle = 'enora.g'`,
    );
    expect(rows).toEqual([{ way: 'sso', old_enough: true, consents: ['newsletter 1 sign-up 32', 'rules 1 sign-up 32'], joined: 1, logged: 1 }]);
    expect(await kept(who)).toBe('0 1 1');
  });

  it('under the floor: refused kindly, nothing kept, not asked again in the same browser', async () => {
    const who = person();
    const { id, as } = await stands(who);
    const refused = await house.join(id, as, { oldEnough: false });
    expect(ended(refused)).toMatchObject({ code: 'admission.tooYoung', message: expect.stringContaining('Merci de ta franchise') });
    expect(await kept(who)).toBe('0 0 0');
    expect(ended(await house.join(id, as)).code).toBe('sso.flowOver');
    const later = { ...VISITOR, cookie: cookieOf(refused, 'foyer_later') ?? '' };
    const another = person();
    expect(ended((await house.arrive(another, later)).answer).code).toBe('admission.tooYoung');
    expect(await kept(another)).toBe('0 0 0');
  });

  describe('what stands on the doorstep', () => {
    it('belongs to the browser that came with it, and to nobody who made it up', async () => {
      const [mine, theirs] = [await stands(person()), await stands(person())];
      for (const [id, as] of [[mine.id, theirs.as], [mine.id, VISITOR], [mine.id.replace(/.$/, (last) => (last === '0' ? '1' : '0')), mine.as], ['x', mine.as], ["' OR 1=1", mine.as]] as const) {
        expect(ended(await house.join(id, as)).code).toBe('sso.flowOver');
        expect((await house.app.gql(SHOW, { a: id }, as)).data).toEqual({ ssoArrival: null });
      }
      expect(ended(await house.join(mine.id, mine.as)).__typename).toBe('SsoEntered');
      expect(ended(await house.join(mine.id, VISITOR)).code).toBe('sso.flowOver');
    });

    it('is over after half an hour', async () => {
      const who = person();
      const { id, as } = await stands(who);
      const now = Date.now();
      jest.spyOn(house.app.server.app.get(Clock), 'now').mockImplementation(() => new Date(now + 31 * 60_000));
      expect(ended(await house.join(id, as)).code).toBe('sso.flowOver');
    });

    it('is over when the provider no longer brings people in', async () => {
      const { id, as } = await stands(person());
      await house.configure({ admits: 'nobody' });
      expect(ended(await house.join(id, as)).code).toBe('sso.flowOver');
    });

    it('answered several times at once makes one member, who is in each time, or told that it is over', async () => {
      const who = person();
      const { id, as } = await stands(who);
      const answers = await Promise.all([house.join(id, as), house.join(id, as), house.join(id, as)]);
      // What arrives once the first has ended finds nothing to answer.
      for (const answer of answers) expect(ended(answer).code ?? ended(answer).__typename).toMatch(/^(SsoEntered|sso\.flowOver)$/);
      expect(answers.filter((answer) => ended(answer).created)).toHaveLength(1);
      expect(await kept(who)).toBe('0 1 1');
    });

    it('whose address somebody took meanwhile is told to sign in first', async () => {
      const who = person();
      const { id, as } = await stands(who);
      const quicker = await house.app.member('Plus Vite');
      await house.app.owner.query('UPDATE member_accounts SET email = $1 WHERE member_id = $2', [who.email, quicker.memberId]);
      expect(ended(await house.join(id, as)).code).toBe('sso.signInFirst');
    });
  });

  describe('as the door says', () => {
    it('by invitation: closed without one, open with one, whose role and last place come with it', async () => {
      await door({ mode: 'invitation' });
      const stranger = person();
      expect(ended((await house.arrive(stranger)).answer).code).toBe('admission.closed');
      expect(await kept(stranger)).toBe('0 0 0');
      const token = await link();
      expect((await house.start(house.kerlune, '/', VISITOR, token.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')))).data.startSso.code).toBe('invitation.unknown');
      const [one, two] = [await stands(person(), token), await stands(person(), token)];
      const answers = await Promise.all([house.join(one.id, one.as), house.join(two.id, two.as)]);
      expect(answers.map((answer) => ended(answer).code ?? ended(answer).viewer?.role).sort()).toEqual(['ambassador', 'invitation.full']);
      expect((await house.start(house.kerlune, '/', VISITOR, token)).data.startSso.code).toBe('invitation.full');
    });

    it('with the house’s mail domains', async () => {
      await door({ refusedDomains: 'kerlune.example' });
      expect(ended((await house.arrive(person())).answer).code).toBe('admission.emailDomain');
    });

    it('a provider that lets everybody in stands for an invitation to each', async () => {
      await house.configure({ admits: 'everybody' });
      for (const mode of ['invitation', 'approval']) {
        await door({ mode, refusedDomains: 'kerlune.example', questions: [{ id: 'why', fr: 'Pourquoi ?', en: 'Why?', required: true }] });
        expect(ended(await house.come(person())).__typename).toBe('SsoEntered');
      }
    });

    it('by application: filed with her answers, and opened by the same provider once it is accepted', async () => {
      await door({ mode: 'approval', questions: [{ id: 'why', fr: 'Pourquoi ?', en: 'Why?', required: true }] });
      const who = person();
      const { id, as } = await stands(who);
      expect(ended(await house.join(id, as))).toMatchObject({ code: 'admission.answerMissing', field: 'answer:why' });
      const filed = await house.join(id, as, { answers: [{ id: 'why', answer: 'Pour la mer.' }] });
      expect(ended(filed)).toMatchObject({ __typename: 'ApplicationFiled', token: expect.stringMatching(/^[\w-]{43}$/) });
      expect(cookieOf(filed, 'foyer_session')).toBeUndefined();
      expect(ended((await house.arrive(who)).answer).code).toBe('sso.applicationWaits');
      const { rows } = await house.app.owner.query<{ code: string }>('SELECT code FROM applications WHERE email = $1', [who.email]);
      await house.app.gql(DECIDE, { codes: [rows[0]?.code], accept: true }, house.admin);
      await eventually('she is told', async () => (await house.app.mails()).some((mail) => mail.to === who.email && mail.template === 'admissions.accepted'));
      const entered = ended((await house.arrive(who)).answer);
      expect(entered).toMatchObject({ __typename: 'SsoEntered', created: false, viewer: { displayName: who.name } });
    });

    it('an application that was declined and erased leaves nothing of the provider’s word, and may be filed anew', async () => {
      await door({ mode: 'approval' });
      const who = person();
      const { id, as } = await stands(who);
      const filed = await house.join(id, as);
      expect(ended(filed).__typename).toBe('ApplicationFiled');
      const { rows } = await house.app.owner.query<{ code: string }>('SELECT code FROM applications WHERE email = $1', [who.email]);
      await house.app.gql(DECIDE, { codes: [rows[0]?.code], accept: false }, house.admin);
      await house.app.gql('mutation($t: String!) { withdrawApplication(token: $t) { __typename } }', { t: ended(filed).token ?? '' });
      const after = await house.app.owner.query<{ row: string }>('SELECT a::text AS row FROM applications a WHERE email = $1', [who.email]);
      expect(after.rows[0]?.row).not.toContain(`"${who.sub}"`);
      expect(ended((await house.arrive(who)).answer).__typename).toBe('SsoNewcomer');
    });

    it('a provider that went while an application waited leaves a member who asks for a password', async () => {
      await door({ mode: 'approval' });
      const made = await house.create(providerInput(house.op.issuer, 'short-lived'));
      const { rows } = await house.app.owner.query<{ id: string }>('SELECT id FROM sso_providers WHERE code = $1', [made.data.createSsoProvider.provider.code]);
      const who = person();
      const { id, as } = await stands(who);
      await house.join(id, as);
      await house.app.owner.query(`UPDATE applications SET draft = jsonb_set(draft, '{identity,providerId}', to_jsonb($2::text)) WHERE email = $1`, [who.email, rows[0]?.id]);
      await house.remove(made.data.createSsoProvider.provider.code);
      const waiting = await house.app.owner.query<{ code: string }>('SELECT code FROM applications WHERE email = $1', [who.email]);
      expect((await house.app.gql(DECIDE, { codes: [waiting.rows[0]?.code], accept: true }, house.admin)).data).toMatchObject({ decideApplications: { decided: 1 } });
      expect(await kept(who)).toBe('0 0 1');
    });
  });
});
