import { Mailer, registerMail, templateNamed, type Letter } from '../src/platform/mail/index.js';
import type { TestApp } from './harness.js';
import { eventually } from './platform.js';

declare module '../src/platform/mail/mail-template.js' {
  interface MailTemplates {
    'try.link': { readonly who: string; readonly url: string };
    'try.news': { readonly line: string };
  }
}

/** Two mails as capabilities register them: one that opens something, one that does not. */
export function registerTrials(): void {
  if (templateNamed('try.link')) return;
  registerMail('try.link', {
    subject: { fr: '{who} : confirme ton adresse', vous: '{who} : confirmez votre adresse', en: '{who}: confirm your address' },
    body: ({ who, url }, words) => ({
      heading: words.say({ fr: 'Bonjour {who}', en: 'Hello {who}' }, { who }),
      paragraphs: [words.say({ fr: 'Tu peux confirmer ton adresse :', vous: 'Vous pouvez confirmer votre adresse :', en: 'You can confirm your address:' })],
      button: { label: words.say({ fr: 'Confirmer', en: 'Confirm' }), url },
      code: '123 456',
    }),
  });
  registerMail('try.news', {
    subject: { fr: 'Des nouvelles de {community}', en: 'News from {community}' },
    body: ({ line }) => ({ heading: line, paragraphs: [line] }),
    harmless: true,
  });
}

/** Queues a mail as a use case would; gives its id. */
export const post = (app: TestApp, letter: Partial<Letter<'try.link'>> = {}): Promise<string> =>
  app.database.transaction((tx) =>
    app.server.app.get(Mailer).queue(tx, {
      template: 'try.link',
      to: { address: 'maelle@example.org', name: 'Maëlle' },
      locale: 'fr',
      data: { who: 'Maëlle', url: 'https://example.org/confirm/s3cr3t' },
      essential: true,
      ...letter,
    }),
  );

/** Queues a mail that nobody waits for. */
export const postNews = (app: TestApp, line: string, address = 'yann@example.org'): Promise<string> =>
  app.database.transaction((tx) => app.server.app.get(Mailer).queue(tx, { template: 'try.news', to: { address, name: null }, locale: 'fr', data: { line } }));

/** The stored row of a mail. */
export async function rowOf(app: TestApp, id: string): Promise<{ state: string; data: object | null; attempts: number; last_error: string | null; subject: string | null; message_id: string | null }> {
  const { rows } = await app.owner.query('SELECT state, data, attempts, last_error, subject, message_id FROM mails WHERE id = $1', [id]);
  return rows[0];
}

const UNDER_WAY = `
  SELECT 1 FROM mails WHERE state = 'queued'
  UNION ALL
  SELECT 1 FROM domain_events e WHERE e.type = 'member.joined' AND NOT EXISTS (SELECT 1 FROM consumed_events c WHERE c.event_id = e.id AND c.consumer = 'welcome.letter')
  LIMIT 1`;

/** Waits until whoever signed up has her code and her letter of welcome, and no other mail is on its way. */
export const settled = (app: TestApp): Promise<void> => eventually('no mail is on its way', async () => (await app.owner.query(UNDER_WAY)).rowCount === 0);

/** Waits until the mail is in the state, and gives its row. */
export async function reaches(app: TestApp, id: string, state: string): ReturnType<typeof rowOf> {
  await eventually(`the mail is ${state}`, async () => (await rowOf(app, id)).state === state);
  return rowOf(app, id);
}
