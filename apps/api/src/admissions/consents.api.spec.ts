import { randomUUID } from 'node:crypto';
import { io } from 'socket.io-client';
import { mail, openDoor } from '../../test/door-house.js';
import { PASSWORD, type Client } from '../../test/harness.js';
import { eventually } from '../../test/platform.js';

describe('coming in', () => {
  const house = openDoor();
  const { signUp, confirmedAddress, mailsTo } = house;

  it('sends an imported member her link at the address that came with her, and answers every address alike', async () => {
    const known = mail();
    await house.app.owner.query(`WITH m AS (INSERT INTO members (id, handle, display_name, state) VALUES (gen_random_uuid(), 'vieux.loup', 'Vieux Loup', 'unclaimed') RETURNING id)
      INSERT INTO member_claims (token_hash, member_id, invited_email, expires_at) SELECT '\\x00', id, $1, now() - interval '1 day' FROM m`, [known]);
    const ask = 'mutation($e: String!) { requestClaim(email: $e) { __typename } }';
    const [one, other] = [await house.app.gql(ask, { e: known }), await house.app.gql(ask, { e: mail() })];
    expect(one.text).toEqual(other.text);
    // Noted with the answer, whatever becomes of this process; the link and its mail come together.
    expect((await house.app.owner.query(`SELECT count(*)::int AS asked FROM domain_events WHERE type = 'account.claimAsked'`)).rows).toEqual([{ asked: 2 }]);
    await eventually('both are looked up', async () => (await house.app.owner.query('SELECT 1 FROM claim_requests')).rowCount === 0, 5_000);
    await eventually('the mail is queued', async () => (await mailsTo(known)).length === 1, 5_000);
    expect((await mailsTo(known))[0]).toMatchObject({ template: 'admissions.claim', text: expect.stringMatching(/\/claim\/[\w-]{43}/) });
    const token = /\/claim\/([\w-]{43})/.exec((await mailsTo(known))[0]?.text ?? '')?.[1] ?? '';
    const claim = (more: object) => house.app.gql('mutation($input: ClaimInput!) { claimAccount(input: $input) { __typename ... on Refused { code field } } }', { input: { token, email: known.toUpperCase(), password: PASSWORD, country: 'FR', newsletter: true, ...more } });
    // She is asked her age as everybody is; under the floor nothing of hers is written, and the link stays good.
    expect((await claim({})).data).toMatchObject({ claimAccount: { code: 'admission.ageMissing', field: 'oldEnough' } });
    expect((await claim({ oldEnough: false })).data).toMatchObject({ claimAccount: { code: 'admission.tooYoung' } });
    const kept = `SELECT (SELECT count(*)::int FROM member_accounts WHERE member_id = m.id) AS accounts, (SELECT count(*)::int FROM member_consents WHERE member_id = m.id) AS consents, (SELECT way FROM member_admissions WHERE member_id = m.id) AS way, state FROM members m WHERE handle = 'vieux.loup'`;
    expect((await house.app.owner.query(kept)).rows).toEqual([{ accounts: 0, consents: 0, way: null, state: 'unclaimed' }]);
    expect((await claim({ oldEnough: true })).data).toEqual({ claimAccount: { __typename: 'SignedIn' } });
    expect((await house.app.owner.query(kept)).rows).toEqual([{ accounts: 1, consents: 1, way: 'claim', state: 'active' }]);
    expect(await confirmedAddress(known)).toBe(true);
  });

  describe('what is agreed to', () => {
    const PUBLISH = `mutation($input: RulesInput!) { publishRules(input: $input) { __typename ... on RulesPublished { version } ... on Refused { code field } } }`;
    const publish = (more: object = {}) => house.app.gql<{ publishRules: { version?: number; code?: string } }>(PUBLISH, { input: { sourceFr: '# Nos règles\n\nOn se parle comme autour d’un feu.', sourceEn: '# Our rules\n\nWe talk as one does around a fire.', changeFr: '', changeEn: '', ...more } }, house.admin);
    const ACCEPT = 'mutation($v: Int!) { acceptRules(version: $v) { __typename ... on Refused { code } } }';
    const rulesNow = async (): Promise<number> => (await house.app.owner.query<{ v: number }>('SELECT rules_version AS v FROM community')).rows[0]?.v ?? 0;
    const aThread = async (as: Client): Promise<string> => {
      const made = await house.app.gql<{ createSpace: { space: { space: { slug: string } } } }>('mutation($input: SpaceInput!) { createSpace(input: $input) { ... on SpaceSaved { space { space { slug } } } } }', { input: { nameFr: 'Veillée', nameEn: '', descriptionFr: '', descriptionEn: '', icon: 'plain', access: 'public', whoStarts: 'members', readRoles: [], readGroups: [], startRoles: [], startGroups: [] } }, house.admin);
      const input = { spaceSlug: made.data.createSpace.space.space.slug, title: 'Une lampe qui fume', body: 'Que faire ?', kind: 'question', key: randomUUID() };
      return (await house.app.gql<{ startThread: { threadCode: string } }>('mutation($input: StartThreadInput!) { startThread(input: $input) { ... on ThreadStarted { threadCode } } }', { input }, as)).data.startThread.threadCode;
    };
    const REACT = 'mutation { followMember(handle: "nobody.at.all", on: true) { __typename } }';

    it('the rules are published by version, accepted before writing, asked again when they change', async () => {
      const before = await house.app.member('Présente Avant');
      const first = (await publish()).data.publishRules.version ?? 0;
      expect((await publish()).data.publishRules.code).toBe('rules.same');
      const stopped = await house.app.gql(REACT, {}, before);
      expect(stopped.errors[0]?.extensions['code']).toBe('RULES_DUE');
      expect((await house.app.gql('mutation { setLocale(locale: en) { ok } }', {}, before)).errors).toEqual([]);
      await house.app.gql('mutation { setLocale(locale: fr) { ok } }', {}, before);
      expect((await house.app.gql('{ viewer { rulesDue } }', {}, before)).data).toEqual({ viewer: { rulesDue: true } });
      expect((await house.app.gql('{ rules { version html } }', {}, before)).data).toMatchObject({ rules: { version: first, html: expect.stringContaining('feu') } });
      expect((await house.app.gql(ACCEPT, { v: first + 1 }, before)).data).toMatchObject({ acceptRules: { code: 'rules.changed' } });
      await Promise.all([house.app.gql(ACCEPT, { v: first }, before), house.app.gql(ACCEPT, { v: first }, before)]);
      expect((await house.app.gql(REACT, {}, before)).errors[0]?.extensions['code']).toBe('NOT_FOUND');
      const proof = await house.app.owner.query(
        `SELECT c.kind, c.version, c.way, c.address_prefix, c.text_hash = r.hash_fr AS same FROM member_consents c JOIN rules_versions r ON r.version = c.version WHERE c.member_id = $1`, [before.memberId]);
      expect(proof.rows).toEqual([{ kind: 'rules', version: first, way: 'rules-page', address_prefix: '127.0.0.0/24', same: true }]);
      await publish({ sourceFr: '# Nos règles\n\nOn se parle doucement, comme autour d’un feu.' });
      expect((await house.app.gql(REACT, {}, before)).errors[0]?.extensions['code']).toBe('RULES_DUE');
    });

    it('the rules stop what comes by other doors than operations: files, forms, and words of a socket', async () => {
      const member = await house.app.member('Aux Portes');
      const socket = io(house.app.url, { transports: ['websocket'], reconnection: false, forceNew: true, extraHeaders: { ...(member.cookie && { cookie: member.cookie }) } });
      try {
        await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('connect_error', reject));
        const version = await rulesNow();
        await house.app.gql(ACCEPT, { v: version }, member);
        const code = await aThread(member);
        expect(await socket.emitWithAck('thread:join', { code })).toMatchObject({ ok: true });
        const writes = async (): Promise<boolean> => ((await socket.emitWithAck('thread:writing', { code, writing: true })) as { ok: boolean }).ok;
        await eventually('she may write once she has accepted', writes);
        const headers = { cookie: member.cookie ?? '', 'tus-resumable': '1.0.0' };
        const announce = () => fetch(`${house.app.url}/files/uploads`, { method: 'POST', headers: { ...headers, 'upload-length': '4', 'upload-metadata': `purpose ${Buffer.from('avatar').toString('base64')}` } });
        const begun = await announce();
        expect(begun.status).toBe(201);
        await publish({ sourceFr: '# Nos règles\n\nOn écoute avant de parler.' });
        await eventually('her socket knows', async () => !(await writes()));
        const stopped = await announce();
        expect([stopped.status, await stopped.text()]).toEqual([403, expect.stringContaining('RULES_DUE')]);
        const more = await fetch(new URL(begun.headers.get('location') ?? '', `${house.app.url}/files/uploads/`), { method: 'PATCH', headers: { ...headers, 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' }, body: 'abcd' });
        expect(more.status).toBe(403);
        const body = new FormData();
        body.set('file', new Blob(['x']), 'x.png');
        const form = await fetch(`${house.app.url}/files/forms/avatar`, { method: 'POST', headers: { cookie: member.cookie ?? '' }, body, redirect: 'manual' });
        expect([form.status, form.headers.get('location')]).toEqual([303, expect.stringMatching(/^\/rules\/accept\?next=/)]);
        await house.app.gql(ACCEPT, { v: version + 1 }, member);
        await eventually('she may write again', writes);
        expect((await announce()).status).toBe(201);
      } finally {
        socket.disconnect();
      }
    });

    it('joining asks for the version that stands, each consent by itself, and withdrawing leaves a line', async () => {
      const { rows } = await house.app.owner.query<{ v: number }>('SELECT rules_version AS v FROM community');
      expect((await signUp()).data.signUp).toMatchObject({ code: 'rules.accept', field: 'rules' });
      expect((await signUp({ rulesVersion: 99 })).data.signUp).toMatchObject({ code: 'rules.changed' });
      const member = await house.app.signUp('Consentante', { newsletter: true });
      const own = async () => (await house.app.gql<{ ownConsents: { kind: string; given: boolean; version: number }[] }>('{ ownConsents { kind given version } }', {}, member)).data.ownConsents;
      expect(await own()).toEqual([{ kind: 'newsletter', given: true, version: 1 }, { kind: 'rules', given: true, version: rows[0]?.v }]);
      for (const given of [false, false]) await house.app.gql('mutation($g: Boolean!) { setConsent(consent: newsletter, given: $g) { __typename } }', { g: given }, member);
      expect(await own()).toContainEqual({ kind: 'newsletter', given: false, version: 1 });
      expect((await house.app.owner.query('SELECT given, way FROM member_consents WHERE member_id = $1 AND kind = $2 ORDER BY at', [member.memberId, 'newsletter'])).rows).toEqual([{ given: true, way: 'sign-up' }, { given: false, way: 'settings' }]);
    });

    it('what was agreed to is rewritten by nobody', async () => {
      await expect(house.app.database.rows('UPDATE member_consents SET given = true')).rejects.toThrow(/permission denied/);
      await expect(house.app.database.rows('DELETE FROM rules_versions')).rejects.toThrow(/permission denied/);
    });
  });
});
