import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { htmlOf, textOf, type Sheet } from './mail-layout.js';

const script = fileURLToPath(new URL('../../../scripts/mail-layout.mjs', import.meta.url));

const sheet: Sheet = {
  lang: 'fr',
  subject: 'Objet',
  community: 'La Veillée',
  communityUrl: 'https://example.org',
  body: { heading: 'Titre', paragraphs: ['Un', 'Deux\nlignes'], button: { label: 'Aller', url: 'https://example.org/a?b=1&c=2' }, code: '123 456', closing: ['Fin'], small: ['Petit'] },
  addressHint: 'Adresse :',
  footer: ['Pourquoi'],
  unsubscribe: { label: 'Ne plus recevoir', url: 'https://example.org/mail/stop/x' },
};

describe('the mail layout', () => {
  it('is compiled from its MJML', async () => {
    await expect(promisify(execFile)(process.execPath, [script, '--check'])).resolves.toBeDefined();
  });

  it('leaves no blank unfilled, in both themes', () => {
    const html = htmlOf(sheet);
    expect(html).not.toMatch(/\{\{|undefined|#fe0/);
    expect(html).toContain('prefers-color-scheme: dark');
    expect(html).toContain('lang="fr"');
    expect(html).toContain('href="https://example.org/a?b=1&amp;c=2"');
    expect(html).toContain('Deux<br>lignes');
    expect(html).toContain('href="https://example.org/mail/stop/x"');
  });

  it('says the same in plain text', () => {
    const text = textOf(sheet);
    for (const words of ['Titre', 'Un', 'Deux\nlignes', 'Aller\nhttps://example.org/a?b=1&c=2', '123 456', 'Fin', 'Petit', 'Pourquoi', 'https://example.org/mail/stop/x']) expect(text).toContain(words);
    expect(text).not.toMatch(/<\w/);
  });
});
