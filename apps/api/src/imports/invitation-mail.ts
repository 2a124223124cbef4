import type { Locale } from '../platform/http/request-context.js';
import { registerMail, type Mailer } from '../platform/mail/index.js';
import type { MailInvitation } from './invite-members.js';

declare module '../platform/mail/mail-template.js' {
  interface MailTemplates {
    'imports.invitation': { readonly name: string; readonly handle: string; readonly url: string; readonly expiresAt: string };
  }
}

registerMail('imports.invitation', {
  subject: { fr: 'Ton compte t’attend sur {community}', vous: 'Votre compte vous attend sur {community}', en: 'Your account is waiting at {community}' },
  body: ({ name, handle, url, expiresAt }, words) => ({
    heading: words.say({ fr: 'Bonjour {name}', en: 'Hello {name}' }, { name }),
    paragraphs: [
      words.say({
        fr: 'Le forum a déménagé : il vit maintenant sur {community}. Tes sujets et tes réponses sont là, sous ton nom, @{handle}.',
        vous: 'Le forum a déménagé : il vit maintenant sur {community}. Vos sujets et vos réponses sont là, sous votre nom, @{handle}.',
        en: 'The forum has moved: it now lives at {community}. Your threads and replies are there, under your name, @{handle}.',
      }, { handle }),
      words.say({
        fr: 'Il ne manque qu’un mot de passe pour que le compte soit de nouveau à toi.',
        vous: 'Il ne manque qu’un mot de passe pour que le compte soit de nouveau à vous.',
        en: 'All it takes for the account to be yours again is a password.',
      }),
    ],
    button: { label: words.say({ fr: 'Reprendre mon compte', en: 'Take my account back' }), url },
    small: [
      words.say({
        fr: 'Ce lien ne sert qu’une fois, jusqu’au {until}. Ne le transfère à personne : qui l’ouvre prend le compte.',
        vous: 'Ce lien ne sert qu’une fois, jusqu’au {until}. Ne le transférez à personne : qui l’ouvre prend le compte.',
        en: 'This link works once, until {until}. Forward it to nobody: whoever opens it takes the account.',
      }, { until: words.moment(expiresAt) }),
    ],
  }),
  reason: {
    fr: 'Tu reçois ce mail parce que tu écrivais sur l’ancien forum avec cette adresse. Sans réponse de ta part, rien ne change.',
    vous: 'Vous recevez ce mail parce que vous écriviez sur l’ancien forum avec cette adresse. Sans réponse de votre part, rien ne change.',
    en: 'You are receiving this mail because you wrote on the old forum with this address. If you do nothing, nothing changes.',
  },
});

/** Leaves the link of an imported member in a mail. */
export const invitationMail =
  (mailer: Mailer, locale: Locale): MailInvitation =>
  async (tx, { memberId, email, url, expiresAt }) => {
    const member = await tx.row<{ display_name: string; handle: string }>('SELECT display_name, handle::text FROM members WHERE id = $1', [memberId]);
    if (!member) throw new Error('The member to invite is missing');
    await mailer.queue(tx, {
      template: 'imports.invitation',
      to: { address: email, name: member.display_name, memberId },
      locale,
      data: { name: member.display_name, handle: member.handle, url, expiresAt: expiresAt.toISOString() },
      essential: true,
    });
  };
