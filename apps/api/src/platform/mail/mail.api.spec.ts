import { Mailer } from './index.js';
import { startApp, type TestApp } from '../../../test/harness.js';
import { post, postNews, reaches, registerTrials } from '../../../test/mail-house.js';

describe('mails without a server', () => {
  let app: TestApp;
  beforeAll(async () => {
    registerTrials();
    app = await startApp();
  });
  afterAll(() => app.close());

  it('are kept whole, in the language asked for and the community’s voice', async () => {
    const id = await post(app);
    await reaches(app, id, 'kept');
    const [mail] = await app.mails();
    expect(mail).toMatchObject({ to: 'maelle@example.org', template: 'try.link', subject: 'Maëlle\u00a0: confirme ton adresse' });
    expect(mail?.text).toContain('Tu peux confirmer ton adresse');
    expect(mail?.text).toContain('https://example.org/confirm/s3cr3t');
    expect(mail?.html).toContain('href="https://example.org/confirm/s3cr3t"');
    await app.owner.query(`UPDATE community SET voice = 'vous'`);
    expect((await app.mails())[0]?.text).toContain('Vous pouvez confirmer votre adresse');
    const english = await post(app, { locale: 'en' });
    expect(await reaches(app, english, 'kept')).toMatchObject({ subject: 'Maëlle: confirm your address' });
  });

  it('never existed when the transaction is rolled back', async () => {
    const before = (await app.mails()).length;
    await expect(
      app.database.transaction(async (tx) => {
        await app.server.app.get(Mailer).queue(tx, { template: 'try.news', to: { address: 'a@example.org', name: null }, locale: 'fr', data: { line: 'x' } });
        throw new Error('changed my mind');
      }),
    ).rejects.toThrow('changed my mind');
    expect(await app.mails()).toHaveLength(before);
  });

  it('escape what they are told, in the HTML part and in headers', async () => {
    const canary = `<img src=x onerror=alert(1)>"'&`;
    await post(app, { data: { who: `${canary}\r\nBcc: all@example.org`, url: 'https://example.org/?a="><script>1</script>' } });
    const mail = (await app.mails()).at(-1);
    expect(mail?.html).not.toContain('<img');
    expect(mail?.html).not.toContain('<script>');
    expect(mail?.html).toContain('&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;');
    expect(mail?.subject).not.toMatch(/[\r\n]/);
    expect(mail?.text).toContain(canary);
  });

  it('never link to anything but web addresses', async () => {
    const id = await post(app, { data: { who: 'x', url: 'javascript:alert(1)' } });
    await reaches(app, id, 'failed');
    await app.owner.query('DELETE FROM mails WHERE id = $1', [id]);
  });

  it('leave blanks in what members wrote alone', async () => {
    await postNews(app, 'Un mot de {{community}} et {who}');
    expect((await app.mails()).at(-1)?.html).toContain('Un mot de {{community}} et {who}');
  });
});
