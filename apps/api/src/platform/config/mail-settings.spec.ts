import { readSettings } from './settings.js';

const read = (env: Record<string, string>) => readSettings({ FOYER_SEED: 'none', ...env });
const problemsOf = (env: Record<string, string>): readonly string[] => {
  const result = read(env);
  return result.ok ? [] : result.problems;
};

describe('settings of mail', () => {
  const from = { MAIL_FROM: 'La Veillée <bonjour@example.org>' };

  it('are none without a server', () => {
    const result = read(from);
    expect(result.ok && result.settings.mail).toBeNull();
  });

  it('are read whole', () => {
    const result = read({ ...from, SMTP_URL: 'smtp://foyer%40example.org:p%3Ass@mail.example.org' });
    expect(result.ok && result.settings.mail).toEqual({
      smtp: { host: 'mail.example.org', port: 587, secure: false, auth: { user: 'foyer@example.org', pass: 'p:ss' }, local: false },
      from: { name: 'La Veillée', address: 'bonjour@example.org' },
      caFile: null,
      dkim: null,
    });
    const secure = read({ MAIL_FROM: 'bonjour@example.org', SMTP_URL: 'smtps://localhost' });
    expect(secure.ok && secure.settings.mail).toMatchObject({ smtp: { port: 465, secure: true, auth: null, local: true }, from: { name: null } });
  });

  it.each([
    [{ SMTP_URL: 'mail.example.org', ...from }, 'SMTP_URL'],
    [{ SMTP_URL: 'http://mail.example.org', ...from }, 'SMTP_URL'],
    [{ SMTP_URL: 'smtp://localhost' }, 'MAIL_FROM'],
    [{ SMTP_URL: 'smtp://localhost', MAIL_FROM: 'La Veillée' }, 'MAIL_FROM'],
    [{ SMTP_URL: 'smtp://localhost', MAIL_FROM: 'a@example.org, b@example.org' }, 'MAIL_FROM'],
    [{ SMTP_URL: 'smtp://localhost', ...from, SMTP_CA_FILE: '/nowhere.pem' }, 'SMTP_CA_FILE'],
    [{ SMTP_URL: 'smtp://localhost', ...from, DKIM_DOMAIN: 'example.org' }, 'go together'],
    [{ SMTP_URL: 'smtp://localhost', ...from, DKIM_DOMAIN: 'example.org', DKIM_SELECTOR: 'foyer', DKIM_KEY_FILE: '/nowhere.pem' }, 'DKIM_KEY_FILE'],
    [{ SMTP_URL: 'smtp://localhost', ...from, DKIM_DOMAIN: 'x y', DKIM_SELECTOR: 'foyer', DKIM_KEY_FILE: '/nowhere.pem' }, 'DKIM_DOMAIN'],
  ])('%j names what is wrong', (env, named) => {
    expect(problemsOf(env as Record<string, string>)).toEqual([expect.stringContaining(named)]);
  });

  it('never repeat a password', () => {
    expect(problemsOf({ SMTP_URL: 'smpt://foyer:geheim@mail.example.org' }).join()).not.toContain('geheim');
  });
});
