import { mail, openDoor, tokenOf } from '../../test/door-house.js';
import { AppointAdmin } from './appoint-admin.js';

/** Whoever runs commands on the machine makes administrators, also of a house where nobody is yet. */
describe('an administrator appointed from the machine', () => {
  const house = openDoor();
  const { signUp, configure, mailsTo } = house;
  const LONG = 'un phare, deux bouées et trois mouettes';
  const appoint = (address: string) => house.app.server.app.get(AppointAdmin, { strict: false }).run(address);
  const linkFor = async (address: string): Promise<string> => {
    const made = await appoint(address);
    if (!made.ok || made.value.kind !== 'link') throw new Error(JSON.stringify(made));
    return made.value.url;
  };

  it('enters by a link without any mail, although the door is shut, with a long password', async () => {
    await configure({ mode: 'invitation' });
    const email = mail();
    const url = await linkFor(email);
    expect(url).toMatch(/^http:\/\/.+\/join\/[\w-]{43}$/);
    expect(await mailsTo(email)).toEqual([]);
    expect((await signUp({ email, invitation: tokenOf(url), password: 'onze lettres' })).data.signUp.code).toBe('member.passwordShort');
    const entered = await signUp({ email, invitation: tokenOf(url), password: LONG });
    expect(entered.data.signUp).toMatchObject({ __typename: 'SignedIn', viewer: { role: 'admin' } });
    expect((await signUp({ email: mail(), invitation: tokenOf(url), password: LONG })).data.signUp.code).toBe('invitation.used');
    await configure();
  });

  it('has one link that works: the last', async () => {
    const email = mail();
    const [first, second] = [await linkFor(email), await linkFor(email)];
    expect((await signUp({ email, invitation: tokenOf(first), password: LONG })).data.signUp.code).toBe('invitation.revoked');
    expect((await signUp({ email, invitation: tokenOf(second), password: LONG })).data.signUp.__typename).toBe('SignedIn');
  });

  it('keeps her account if she has one, and the log says that it was done here', async () => {
    const known = await house.app.signUp('Déjà là');
    expect(await appoint(known.email.toUpperCase())).toEqual({ ok: true, value: { kind: 'account' } });
    expect(await appoint(known.email)).toEqual({ ok: true, value: { kind: 'account' } });
    const { rows } = await house.app.owner.query(
      `SELECT a.actor_id, a.detail->'after'->>'role' AS role, m.role AS now FROM audit_entries a JOIN members m ON m.id = a.subject_id::uuid WHERE a.action = 'member.roleSet' AND m.handle = $1`, [known.handle]);
    expect(rows).toEqual([{ actor_id: null, role: 'admin', now: 'admin' }]);
  });

  it('is not somebody who is suspended, nor something that is no address', async () => {
    const away = await house.app.signUp('Partie');
    await house.app.owner.query(`UPDATE members SET state = 'suspended' WHERE handle = $1`, [away.handle]);
    expect(await appoint(away.email)).toMatchObject({ ok: false, refusal: { code: 'role.suspended' } });
    expect(await appoint('personne')).toMatchObject({ ok: false, refusal: { code: 'member.email' } });
  });
});
