import { parse } from 'csv-parse/sync';
import { startApp, VISITOR, type Client, type TestApp } from '../../test/harness.js';
import { eventually } from '../../test/platform.js';
import { newId } from '../platform/ids/ids.js';
import { AuditSealer } from '../platform/audit/audit-sealer.js';

const PAGE = `query($filter: AuditFilter, $after: String, $first: Int) { auditEntries(filter: $filter, after: $after, first: $first) {
  items { id action byPerson actor { handle } subjectKind subjectName subjectPath details { key value member { handle } } address seal } next } }`;
interface Item { id: string; action: string; byPerson: boolean; actor: { handle: string } | null; subjectName: string | null; subjectPath: string | null; details: { key: string; value: string; member: { handle: string } | null }[]; seal: string | null }

describe('the audit log', () => {
  let app: TestApp;
  let admin: Client;
  let lea: Client;
  let yann: Client;
  beforeAll(async () => {
    app = await startApp();
    [admin, lea, yann] = [await app.member('Goulwen', 'admin'), await app.member('Léa', 'cm'), await app.member('Yann')];
    await app.gql('mutation { createGroup(name: "=HYPERLINK(\\"x\\")", description: "") { __typename } }', {}, admin);
    const { rows } = await app.owner.query<{ code: string }>('SELECT code FROM groups');
    await app.gql('mutation($g: String!, $h: String!) { setGroupMember(groupCode: $g, handle: $h, member: true) { __typename } }', { g: rows[0]?.code, h: yann.handle }, admin);
    await app.owner.query(`INSERT INTO audit_entries (id, action, subject_kind, detail) VALUES ($1, 'outbox.pruned', 'house', '{"n": 3, "before": {"a": [1, 2]}}')`, [newId()]);
  });
  afterAll(() => app.close());
  const page = async (filter: object | null = null, after: string | null = null, first = 50, as = admin): Promise<{ items: Item[]; next: string | null }> => (await app.gql<{ auditEntries: { items: Item[]; next: string | null } }>(PAGE, { filter, after, first }, as)).data.auditEntries;
  const actions = async (filter: object): Promise<string[]> => (await page(filter)).items.map(({ action }) => action);

  it('tells what was done, by whom, to what, with its details in plain', async () => {
    const { items } = await page({ action: 'group.' });
    expect(items.map(({ action }) => action)).toEqual(['group.memberAdded', 'group.created']);
    expect(items[0]).toMatchObject({ byPerson: true, actor: { handle: admin.handle }, subjectName: '=HYPERLINK("x")', subjectPath: expect.stringMatching(/^\/console\/groups\//), details: [{ key: 'memberId', value: yann.memberId, member: { handle: yann.handle } }] });
    expect((await page({ action: 'outbox.pruned' })).items[0]).toMatchObject({ byPerson: false, actor: null, details: [{ key: 'n', value: '3' }, { key: 'before.a', value: '1, 2' }] });
  });

  it('is narrowed by who, what, to whom, when and words', async () => {
    expect(await actions({ actor: `@${yann.handle}`, action: 'session.' })).toEqual(['session.opened']);
    expect(new Set((await page({ actor: yann.handle })).items.map(({ actor }) => actor?.handle))).toEqual(new Set([yann.handle]));
    expect(await actions({ actor: 'house' })).toEqual(['outbox.pruned']);
    expect(await actions({ actor: 'personne' })).toEqual([]);
    expect(await actions({ action: 'group.created' })).toEqual(['group.created']);
    expect(await actions({ action: "' OR 1=1" })).toEqual([]);
    expect(await actions({ subject: yann.handle, action: 'session.' })).toEqual(['session.opened']);
    expect(await actions({ subject: yann.handle, action: 'group.' })).toEqual([]);
    expect(await actions({ search: 'hyperlink' })).toEqual(['group.memberAdded', 'group.created']);
    expect(await actions({ search: '100%' })).toEqual([]);
    expect(await actions({ from: new Date(Date.now() + 60_000).toISOString() })).toEqual([]);
    expect((await actions({ until: new Date(Date.now() + 60_000).toISOString() })).length).toBe((await page()).items.length);
  });

  it('comes in pages that neither repeat nor skip', async () => {
    const all = (await page()).items.map(({ id }) => id);
    const seen: string[] = [];
    for (let after: string | null = null; ; ) {
      const { items, next }: { items: Item[]; next: string | null } = await page(null, after, 2);
      seen.push(...items.map(({ id }) => id));
      if (next === null) break;
      after = next;
    }
    expect(seen).toEqual(all);
    expect((await app.gql(PAGE, { after: Buffer.from('["x"]').toString('base64url') }, admin)).errors[0]?.extensions['code']).toBe('BAD_USER_INPUT');
  });

  it('is read by those who may, and costs the same however long it is', async () => {
    for (const as of [lea, yann, VISITOR]) expect((await app.gql(PAGE, {}, as)).errors[0]?.extensions['code']).toMatch(/FORBIDDEN|UNAUTHENTICATED/);
    expect(await app.statements(() => page())).toBeLessThanOrEqual(3);
  });

  it('says how far it is sealed', async () => {
    const seal = async (): Promise<{ number: string; unsealed: number; head: string | null }> => (await app.gql<{ auditSeal: never }>('{ auditSeal { number sealedAt head unsealed oldestUnsealedAt } }', {}, admin)).data.auditSeal;
    await eventually('all is sealed', async () => {
      await app.server.app.get(AuditSealer, { strict: false }).round();
      return (await seal()).unsealed === 0;
    });
    expect(await seal()).toMatchObject({ number: String((await page()).items.length), head: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect((await page()).items.every((item) => item.seal !== null)).toBe(true);
    expect((await app.gql<{ auditActions: string[] }>('{ auditActions }', {}, admin)).data.auditActions).toEqual([...new Set((await page()).items.map(({ action }) => action))].sort());
  });

  describe('taken away as a file', () => {
    const take = (query: string, as: Client, headers: Record<string, string> = {}): Promise<Response> => fetch(`${app.url}/exports/audit?${query}`, { method: 'POST', body: new URLSearchParams(), headers: { ...(as.cookie && { cookie: as.cookie }), ...headers } });

    it('has the filters of the page, cells that no spreadsheet executes, and leaves its own trace', async () => {
      const response = await take('format=csv&action=group.', admin);
      expect([response.status, response.headers.get('content-disposition'), response.headers.get('cache-control')]).toEqual([200, expect.stringMatching(/^attachment; filename="foyer-audit-\d{4}-\d\d-\d\d\.csv"$/), 'no-store']);
      const rows = parse<Record<string, string>>(await response.text(), { columns: true, bom: true });
      expect(rows.map((row) => row['action'])).toEqual(['group.memberAdded', 'group.created']);
      expect(rows[1]).toMatchObject({ actor: admin.handle, subject_name: `'=HYPERLINK("x")` });
      for (const cell of rows.flatMap((row) => Object.values(row))) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
      expect((await page({ action: 'audit.exported' })).items[0]).toMatchObject({ actor: { handle: admin.handle }, details: expect.arrayContaining([{ key: 'action', value: 'group.', member: null }]) });
      const lines = (await (await take('format=json&actor=house', admin)).text()).trim().split('\n').map((line) => JSON.parse(line) as { action: string; details: unknown });
      expect(lines).toEqual([expect.objectContaining({ action: 'outbox.pruned', details: { n: 3, before: { a: [1, 2] } } })]);
    });

    it('comes whole, however long', async () => {
      await app.owner.query(`INSERT INTO audit_entries (id, action, subject_kind) SELECT ('00000000-0000-7000-9000-' || lpad(to_hex(n), 12, '0'))::uuid, 'bulk.done', 'house' FROM generate_series(1, 1234) AS n`);
      expect((await (await take('format=json&action=bulk.done', admin)).text()).trim().split('\n')).toHaveLength(1234);
    });

    it('is refused to everybody else, and from elsewhere', async () => {
      for (const as of [lea, yann, VISITOR]) expect((await take('format=csv', as)).status).toBe(404);
      expect((await take('format=csv', admin, { origin: 'https://ailleurs.example' })).status).toBe(403);
      expect((await fetch(`${app.url}/exports/audit`, { headers: { cookie: admin.cookie ?? '' } })).status).toBe(404);
    });
  });
});
