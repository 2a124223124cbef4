import { parse } from 'csv-parse/sync';
import { PERMISSIONS } from '@foyer/domain/access';
import { startApp, VISITOR, type Client, type TestApp } from '../../test/harness.js';

describe('the matrix of roles, taken away as a file', () => {
  let app: TestApp;
  let admin: Client, cm: Client, member: Client;
  beforeAll(async () => {
    app = await startApp();
    [admin, cm, member] = [await app.member('Ada Admin', 'admin'), await app.member('Camille', 'cm'), await app.member('Curieuse')];
    await app.gql(`mutation { createCustomRole(name: "=1+1", description: "", permissions: ["thread.pin"]) { __typename } }`, {}, admin);
  });
  afterAll(() => app.close());

  const take = (as: Client, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${app.url}/exports/roles`, { method: 'POST', body: new URLSearchParams(), redirect: 'manual', headers: { ...(as.cookie && { cookie: as.cookie }), ...headers } });
  const recorded = async (): Promise<unknown[]> => (await app.owner.query(`SELECT actor_id, detail FROM audit_entries WHERE action = 'role.matrixExported' ORDER BY id`)).rows;

  it('says in words who may do what, in the reader’s language, and leaves its trace', async () => {
    await app.owner.query(`UPDATE members SET locale = 'en' WHERE id = $1`, [cm.memberId]);
    const response = await take(cm);
    expect([response.status, response.headers.get('content-disposition'), response.headers.get('cache-control')]).toEqual([200, expect.stringMatching(/^attachment; filename="foyer-roles-\d{4}-\d\d-\d\d\.csv"$/), 'no-store']);
    const [head = [], ...lines] = parse(await response.text(), { bom: true });
    // A name that a spreadsheet would execute is made words.
    expect(head).toEqual(['Area', 'Permission', 'Key', 'Visitor', 'Member', 'Ambassador', 'Insights', 'Moderation', 'Team', 'Administration', "'=1+1"]);
    expect(lines.map((line) => line[2]).sort()).toEqual(Object.keys(PERMISSIONS).sort());
    const pinning = lines.find((line) => line[2] === 'thread.pin');
    expect(pinning).toEqual([expect.any(String), 'Pin a thread', 'thread.pin', 'no', 'no', 'no', 'no', 'no', 'yes', 'yes', 'yes']);
    // A custom role adds to what members may do.
    expect(lines.find((line) => line[2] === 'thread.reply')?.at(-1)).toBe('yes');
    expect(await recorded()).toEqual([{ actor_id: cm.memberId, detail: { format: 'csv', custom: 1 } }]);
    const [french] = parse(await (await take(admin)).text(), { bom: true });
    expect(french?.slice(0, 4)).toEqual(['Domaine', 'Permission', 'Clé', 'Visite']);
  });

  it('is for those who may read it, from this house, within ten minutes of a proof', async () => {
    const before = (await recorded()).length;
    for (const as of [member, VISITOR]) expect((await take(as)).status).toBe(404);
    expect((await take(admin, { origin: 'https://ailleurs.example' })).status).toBe(403);
    expect((await fetch(`${app.url}/exports/roles`, { headers: { cookie: admin.cookie ?? '' } })).status).toBe(404);
    await app.owner.query(`UPDATE sessions SET proved_at = now() - interval '11 minutes' WHERE member_id = $1`, [admin.memberId]);
    const response = await take(admin);
    expect([response.status, response.headers.get('location')]).toEqual([303, '/step-up?next=%2Fconsole%2Froles']);
    expect(await recorded()).toHaveLength(before);
  });
});
