import { registerMail, type MailBody, type MailWords, type Phrase } from '../platform/mail/index.js';

interface Happened {
  /** ISO text. */
  readonly at: string;
  /** Page of the security settings. */
  readonly url: string;
}

/** The team said yes in place of the old mailbox. */
interface Waived extends Happened {
  readonly reason: string;
  /** Whether the account has moved; otherwise the new mailbox has to confirm. */
  readonly moved: boolean;
}

declare module '../platform/mail/mail-template.js' {
  interface MailTemplates {
    'accounts.newDevice': Happened & { readonly device: string; readonly place: string };
    'accounts.factorAdded': Happened & { readonly factor: 'totp' | 'passkey' };
    'accounts.factorRemoved': Happened & { readonly factor: 'totp' | 'passkey' };
    /** The reason that the team gave; empty when it was done on the machine itself. */
    'accounts.factorsReset': Happened & { readonly reason: string };
    'accounts.recoveryCodeUsed': Happened & { readonly left: number };
    'accounts.passwordChanged': Happened;
    'accounts.passwordReset': { readonly url: string };
    'accounts.addressConfirm': { readonly url: string };
    'accounts.addressTaken': { readonly url: string };
    'accounts.addressChanging': { readonly address: string; readonly url: string; readonly at: string };
    'accounts.oldMailboxWaived': Waived & { readonly address: string };
    'accounts.newMailboxFollows': Waived;
  }
}

export type AccountMail = 'accounts.newDevice' | 'accounts.factorAdded' | 'accounts.factorRemoved' | 'accounts.factorsReset' | 'accounts.recoveryCodeUsed' | 'accounts.passwordChanged' | 'accounts.passwordReset' | 'accounts.addressConfirm' | 'accounts.addressTaken' | 'accounts.addressChanging' | 'accounts.oldMailboxWaived' | 'accounts.newMailboxFollows';

const REASON: Phrase = {
  fr: 'Tu reçois ce message parce qu’il concerne la sécurité de ton compte {community}.',
  vous: 'Vous recevez ce message parce qu’il concerne la sécurité de votre compte {community}.',
  en: 'You get this message because it is about the security of your {community} account.',
};
const NOT_YOU: Phrase = {
  fr: 'Ce n’était pas toi ? Ferme les sessions que tu ne reconnais pas et change ton mot de passe, tout de suite.',
  vous: 'Ce n’était pas vous ? Fermez les sessions que vous ne reconnaissez pas et changez votre mot de passe, tout de suite.',
  en: 'Was it not you? End the sessions you do not recognise and change your password, right away.',
};
const SEE: Phrase = { fr: 'Voir la sécurité de mon compte', en: 'See my account’s security' };

const notice = (words: MailWords, heading: Phrase, line: Phrase, { at, url }: Happened, more: readonly string[] = [], blanks: Readonly<Record<string, string | number>> = {}): MailBody => ({
  heading: words.say(heading),
  paragraphs: [words.say(line, { ...blanks, moment: words.moment(at) }), ...more, words.say(NOT_YOU)],
  button: { label: words.say(SEE), url },
});

const given = (words: MailWords, reason: string): string => words.say({ fr: 'Raison donnée : {reason}', en: 'Reason given: {reason}' }, { reason });

const FACTORS: Readonly<Record<'totp' | 'passkey', Phrase>> = {
  totp: { fr: 'une application de codes', en: 'a code app' },
  passkey: { fr: 'une clé d’accès', en: 'a passkey' },
};

registerMail('accounts.newDevice', {
  subject: { fr: 'Un nouvel appareil sur ton compte {community}', vous: 'Un nouvel appareil sur votre compte {community}', en: 'A new device on your {community} account' },
  reason: REASON,
  harmless: true,
  body: (data, words) =>
    notice(
      words,
      { fr: 'Un nouvel appareil', en: 'A new device' },
      { fr: 'Quelqu’un vient d’entrer dans ton compte avec un appareil que nous n’avions jamais vu, {moment}.', vous: 'Quelqu’un vient d’entrer dans votre compte avec un appareil que nous n’avions jamais vu, {moment}.', en: 'Somebody has just signed in to your account with a device we had never seen, {moment}.' },
      data,
      [
        ...(data.device === '' ? [] : [words.say({ fr: 'Appareil : {device}', en: 'Device: {device}' }, { device: data.device })]),
        ...(data.place === '' ? [] : [words.say({ fr: 'Réseau : {place}', en: 'Network: {place}' }, { place: data.place })]),
        words.say({ fr: 'Si c’était toi, il n’y a rien à faire.', vous: 'Si c’était vous, il n’y a rien à faire.', en: 'If it was you, there is nothing to do.' }),
      ],
    ),
});

registerMail('accounts.factorAdded', {
  subject: { fr: 'Un second facteur ajouté à ton compte {community}', vous: 'Un second facteur ajouté à votre compte {community}', en: 'A second factor was added to your {community} account' },
  reason: REASON,
  harmless: true,
  body: (data, words) =>
    notice(words, { fr: 'Un second facteur de plus', en: 'One more second factor' }, { fr: '{factor} protège maintenant ton compte, depuis {moment}.', vous: '{factor} protège maintenant votre compte, depuis {moment}.', en: '{factor} now protects your account, since {moment}.' }, data, [], { factor: capital(words.say(FACTORS[data.factor])) }),
});

registerMail('accounts.factorRemoved', {
  subject: { fr: 'Un second facteur retiré de ton compte {community}', vous: 'Un second facteur retiré de votre compte {community}', en: 'A second factor was removed from your {community} account' },
  reason: REASON,
  harmless: true,
  body: (data, words) =>
    notice(words, { fr: 'Un second facteur en moins', en: 'One second factor less' }, { fr: 'Retiré de ton compte, {moment} : {factor}.', vous: 'Retiré de votre compte, {moment} : {factor}.', en: 'Removed from your account, {moment}: {factor}.' }, data, [], { factor: words.say(FACTORS[data.factor]) }),
});

registerMail('accounts.factorsReset', {
  subject: { fr: 'L’équipe a remis à zéro la connexion à ton compte {community}', vous: 'L’équipe a remis à zéro la connexion à votre compte {community}', en: 'The team has reset how you sign in to {community}' },
  reason: REASON,
  harmless: true,
  body: ({ reason, at, url }, words) => ({
    heading: words.say({ fr: 'Tes seconds facteurs ont été retirés', vous: 'Vos seconds facteurs ont été retirés', en: 'Your second factors were removed' }),
    paragraphs: [
      words.say(
        { fr: 'L’équipe les a retirés {moment}, avec tes clés d’accès et tes codes de secours. Toutes tes sessions sont fermées.', vous: 'L’équipe les a retirés {moment}, avec vos clés d’accès et vos codes de secours. Toutes vos sessions sont fermées.', en: 'The team removed them {moment}, with your passkeys and recovery codes. All your sessions have ended.' },
        { moment: words.moment(at) },
      ),
      ...(reason === '' ? [] : [given(words, reason)]),
      words.say({ fr: 'Connecte-toi avec ton mot de passe (ou demandes-en un nouveau), puis remets un second facteur en place.', vous: 'Connectez-vous avec votre mot de passe (ou demandez-en un nouveau), puis remettez un second facteur en place.', en: 'Sign in with your password (or ask for a new one), then set up a second factor again.' }),
      words.say({ fr: 'Tu n’as rien demandé à l’équipe ? Change ton mot de passe tout de suite et dis-le-lui.', vous: 'Vous n’avez rien demandé à l’équipe ? Changez votre mot de passe tout de suite et dites-le-lui.', en: 'You asked the team for nothing? Change your password right away and tell them.' }),
    ],
    button: { label: words.say(SEE), url },
  }),
});

registerMail('accounts.recoveryCodeUsed', {
  subject: { fr: 'Un code de secours a servi sur ton compte {community}', vous: 'Un code de secours a servi sur votre compte {community}', en: 'A recovery code was used on your {community} account' },
  reason: REASON,
  harmless: true,
  body: (data, words) =>
    notice(words, { fr: 'Un code de secours a servi', en: 'A recovery code was used' }, { fr: 'Un code de secours a ouvert ton compte, {moment}. Il t’en reste {left}.', vous: 'Un code de secours a ouvert votre compte, {moment}. Il vous en reste {left}.', en: 'A recovery code opened your account, {moment}. You have {left} left.' }, data, [], { left: data.left }),
});

registerMail('accounts.passwordChanged', {
  subject: { fr: 'Ton mot de passe {community} a changé', vous: 'Votre mot de passe {community} a changé', en: 'Your {community} password has changed' },
  reason: REASON,
  harmless: true,
  body: (data, words) => notice(words, { fr: 'Mot de passe changé', en: 'Password changed' }, { fr: 'Le mot de passe de ton compte a changé, {moment}.', vous: 'Le mot de passe de votre compte a changé, {moment}.', en: 'The password of your account has changed, {moment}.' }, data),
});

registerMail('accounts.passwordReset', {
  subject: { fr: 'Un nouveau mot de passe pour {community}', en: 'A new password for {community}' },
  reason: REASON,
  body: ({ url }, words) => ({
    heading: words.say({ fr: 'Choisir un nouveau mot de passe', en: 'Choose a new password' }),
    paragraphs: [words.say({ fr: 'Tu l’as demandé : ce lien te laisse choisir un nouveau mot de passe. Il sert une fois, pendant 30 minutes.', vous: 'Vous l’avez demandé : ce lien vous laisse choisir un nouveau mot de passe. Il sert une fois, pendant 30 minutes.', en: 'You asked for it: this link lets you choose a new password. It works once, for 30 minutes.' })],
    button: { label: words.say({ fr: 'Choisir un mot de passe', en: 'Choose a password' }), url },
    small: [words.say({ fr: 'Tu n’as rien demandé ? Ne fais rien : ton mot de passe reste le même.', vous: 'Vous n’avez rien demandé ? Ne faites rien : votre mot de passe reste le même.', en: 'You asked for nothing? Do nothing: your password stays as it is.' })],
  }),
});

registerMail('accounts.addressConfirm', {
  subject: { fr: 'Confirme ta nouvelle adresse pour {community}', vous: 'Confirmez votre nouvelle adresse pour {community}', en: 'Confirm your new address for {community}' },
  reason: REASON,
  body: ({ url }, words) => ({
    heading: words.say({ fr: 'Ta nouvelle adresse', vous: 'Votre nouvelle adresse', en: 'Your new address' }),
    paragraphs: [words.say({ fr: 'Confirme que cette adresse est la tienne : ton compte passera de l’ancienne à celle-ci dès que l’ancienne aura accepté aussi. Le lien sert une fois, pendant 24 heures.', vous: 'Confirmez que cette adresse est la vôtre : votre compte passera de l’ancienne à celle-ci dès que l’ancienne aura accepté aussi. Le lien sert une fois, pendant 24 heures.', en: 'Confirm that this address is yours: your account moves from the old one to this one as soon as the old one has accepted as well. The link works once, for 24 hours.' })],
    button: { label: words.say({ fr: 'Confirmer cette adresse', en: 'Confirm this address' }), url },
    small: [words.say({ fr: 'Tu n’as rien demandé ? Ne fais rien : personne ne prendra cette adresse.', vous: 'Vous n’avez rien demandé ? Ne faites rien : personne ne prendra cette adresse.', en: 'You asked for nothing? Do nothing: nobody will take this address.' })],
  }),
});

registerMail('accounts.addressTaken', {
  subject: { fr: 'Cette adresse a déjà un compte {community}', en: 'This address already has a {community} account' },
  reason: REASON,
  harmless: true,
  body: ({ url }, words) => ({
    heading: words.say({ fr: 'Cette adresse a déjà un compte', en: 'This address already has an account' }),
    paragraphs: [words.say({ fr: 'Quelqu’un a demandé à passer un autre compte à cette adresse. Elle appartient déjà au tien : rien n’a changé.', vous: 'Quelqu’un a demandé à passer un autre compte à cette adresse. Elle appartient déjà au vôtre : rien n’a changé.', en: 'Somebody asked to move another account to this address. It already belongs to yours: nothing has changed.' })],
    button: { label: words.say({ fr: 'Me connecter', en: 'Sign in' }), url },
  }),
});

registerMail('accounts.addressChanging', {
  subject: { fr: 'L’adresse de ton compte {community} change', vous: 'L’adresse de votre compte {community} change', en: 'The address of your {community} account is changing' },
  reason: REASON,
  body: ({ address, url, at }, words) => ({
    heading: words.say({ fr: 'L’adresse de ton compte change', vous: 'L’adresse de votre compte change', en: 'Your account’s address is changing' }),
    paragraphs: [
      words.say({ fr: 'Demandé {moment} : ton compte passera à {address}. Il faut pour cela que tu l’acceptes ici, dans les 24 heures, et que la nouvelle adresse le confirme de son côté.', vous: 'Demandé {moment} : votre compte passera à {address}. Il faut pour cela que vous l’acceptiez ici, dans les 24 heures, et que la nouvelle adresse le confirme de son côté.', en: 'Asked for {moment}: your account is to move to {address}. It does once you accept here, within 24 hours, and the new address confirms it on its side.' }, { address, moment: words.moment(at) }),
      words.say({ fr: 'Ce n’était pas toi ? Pendant 7 jours, le même lien rend le compte à cette adresse, ferme toutes les sessions et te laisse choisir un nouveau mot de passe.', vous: 'Ce n’était pas vous ? Pendant 7 jours, le même lien rend le compte à cette adresse, ferme toutes les sessions et vous laisse choisir un nouveau mot de passe.', en: 'Was it not you? For 7 days, the same link gives the account back to this address, ends all sessions and lets you choose a new password.' }),
    ],
    button: { label: words.say({ fr: 'Accepter ou refuser', en: 'Accept or refuse' }), url },
  }),
});

registerMail('accounts.oldMailboxWaived', {
  subject: { fr: 'L’équipe laisse changer l’adresse de ton compte {community}', vous: 'L’équipe laisse changer l’adresse de votre compte {community}', en: 'The team lets the address of your {community} account change' },
  reason: REASON,
  body: ({ address, reason, moved, at, url }, words) => ({
    heading: words.say({ fr: 'L’équipe a accepté à la place de cette adresse', en: 'The team has accepted in this address’s place' }),
    paragraphs: [
      moved
        ? words.say({ fr: 'Fait {moment} : ton compte est passé à {address}.', vous: 'Fait {moment} : votre compte est passé à {address}.', en: 'Done on {moment}: your account has moved to {address}.' }, { address, moment: words.moment(at) })
        : words.say({ fr: 'Fait {moment} : ton compte passera à {address} dès que celle-ci l’aura confirmé.', vous: 'Fait {moment} : votre compte passera à {address} dès que celle-ci l’aura confirmé.', en: 'Done on {moment}: your account moves to {address} as soon as that address has confirmed it.' }, { address, moment: words.moment(at) }),
      given(words, reason),
      words.say({ fr: 'Tu n’as rien demandé à l’équipe ? Pendant 7 jours, ce lien rend le compte à cette adresse, ferme toutes les sessions et te laisse choisir un nouveau mot de passe.', vous: 'Vous n’avez rien demandé à l’équipe ? Pendant 7 jours, ce lien rend le compte à cette adresse, ferme toutes les sessions et vous laisse choisir un nouveau mot de passe.', en: 'You asked the team for nothing? For 7 days, this link gives the account back to this address, ends all sessions and lets you choose a new password.' }),
    ],
    button: { label: words.say({ fr: 'Reprendre mon compte', en: 'Take my account back' }), url },
  }),
});

registerMail('accounts.newMailboxFollows', {
  subject: { fr: 'L’équipe laisse ton compte {community} passer à cette adresse', vous: 'L’équipe laisse votre compte {community} passer à cette adresse', en: 'The team lets your {community} account move to this address' },
  reason: REASON,
  harmless: true,
  body: ({ reason, moved, at, url }, words) => ({
    heading: words.say({ fr: 'Ta nouvelle adresse', vous: 'Votre nouvelle adresse', en: 'Your new address' }),
    paragraphs: [
      moved
        ? words.say({ fr: 'L’équipe a accepté {moment} à la place de ton ancienne adresse : ton compte est maintenant à celle-ci. Connecte-toi avec elle.', vous: 'L’équipe a accepté {moment} à la place de votre ancienne adresse : votre compte est maintenant à celle-ci. Connectez-vous avec elle.', en: 'The team accepted on {moment} in place of your old address: your account is now at this one. Sign in with it.' }, { moment: words.moment(at) })
        : words.say({ fr: 'L’équipe a accepté {moment} à la place de ton ancienne adresse. Il reste à confirmer celle-ci, par le lien que tu y as reçu.', vous: 'L’équipe a accepté {moment} à la place de votre ancienne adresse. Il reste à confirmer celle-ci, par le lien que vous y avez reçu.', en: 'The team accepted on {moment} in place of your old address. What is left is to confirm this one, by the link that you got here.' }, { moment: words.moment(at) }),
      given(words, reason),
    ],
    button: { label: words.say(SEE), url },
  }),
});

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
