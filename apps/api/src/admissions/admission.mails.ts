import type { DeclineReason } from '@foyer/domain/admissions';
import { registerMail, type MailWords, type Phrase } from '../platform/mail/index.js';

declare module '../platform/mail/mail-template.js' {
  interface MailTemplates {
    'admissions.confirm': { readonly code: string; readonly url: string; readonly minutes: number };
    'admissions.known': { readonly url: string };
    'admissions.invitation': { readonly url: string; readonly inviter: string; readonly note: string; readonly until: string };
    'admissions.filed': { readonly url: string };
    'admissions.accepted': { readonly url: string };
    'admissions.declined': { readonly reason: DeclineReason; readonly words: string };
    'admissions.reopened': Readonly<Record<string, never>>;
    'admissions.claim': { readonly url: string; readonly until: string };
  }
}

const hello = (words: MailWords): string => words.recipient === null ? words.say({ fr: 'Bonjour,', en: 'Hello,' }) : words.say({ fr: 'Bonjour {name},', en: 'Hello {name},' }, { name: words.recipient });
const asked: Phrase = { fr: 'Tu reçois ce message parce que cette adresse a été écrite dans un formulaire de {community}.', vous: 'Vous recevez ce message parce que cette adresse a été écrite dans un formulaire de {community}.', en: 'You get this because this address was typed into a form of {community}.' };

registerMail('admissions.confirm', {
  subject: { fr: 'Ton code pour entrer à {community}', vous: 'Votre code pour entrer à {community}', en: 'Your code for {community}' },
  reason: asked,
  body: (data, words) => ({
    heading: words.say({ fr: 'Encore un geste, et la porte s’ouvre', en: 'One more step, and the door opens' }),
    paragraphs: [hello(words), words.say({ fr: 'Voici le code qui confirme ton adresse. Il sert une fois et vaut {minutes} minutes.', vous: 'Voici le code qui confirme votre adresse. Il sert une fois et vaut {minutes} minutes.', en: 'Here is the code that confirms your address. It works once, for {minutes} minutes.' }, { minutes: data.minutes })],
    code: data.code,
    button: { label: words.say({ fr: 'Confirmer mon adresse', en: 'Confirm my address' }), url: data.url },
    small: [words.say({ fr: 'Tu n’as rien demandé ? Laisse ce message : sans le code, aucun compte n’est créé. Ne le donne à personne.', vous: 'Vous n’avez rien demandé ? Laissez ce message : sans le code, aucun compte n’est créé. Ne le donnez à personne.', en: 'You asked for nothing? Leave this message alone: without the code no account is created. Give it to nobody.' })],
  }),
});

registerMail('admissions.known', {
  subject: { fr: 'Tu as déjà ta place à {community}', vous: 'Vous avez déjà votre place à {community}', en: 'You already have your place at {community}' },
  reason: asked,
  harmless: true,
  body: (data, words) => ({
    heading: words.say({ fr: 'Cette adresse est déjà connue ici', en: 'This address is already known here' }),
    paragraphs: [hello(words), words.say({ fr: 'Quelqu’un, sans doute toi, a voulu créer un compte avec cette adresse. Il y en a déjà un, ou une demande attend sa réponse : il n’y a rien à refaire.', vous: 'Quelqu’un, sans doute vous, a voulu créer un compte avec cette adresse. Il y en a déjà un, ou une demande attend sa réponse : il n’y a rien à refaire.', en: 'Somebody, probably you, wanted to create an account with this address. There is one already, or an application is waiting: nothing needs doing again.' })],
    button: { label: words.say({ fr: 'Se connecter', en: 'Sign in' }), url: data.url },
    small: [words.say({ fr: 'Ce n’était pas toi ? Rien n’a changé sur ton compte.', vous: 'Ce n’était pas vous ? Rien n’a changé sur votre compte.', en: 'It was not you? Nothing has changed in your account.' })],
  }),
});

registerMail('admissions.invitation', {
  subject: { fr: 'Une invitation à {community}', en: 'An invitation to {community}' },
  reason: { fr: 'Quelqu’un de l’équipe de {community} a écrit cette adresse pour cette invitation. Sans réponse, aucun compte n’est créé.', en: 'Somebody of the team of {community} wrote this address for this invitation. Without an answer no account is created.' },
  body: (data, words) => ({
    heading: words.say({ fr: '{inviter} t’ouvre la porte', vous: '{inviter} vous ouvre la porte', en: '{inviter} opens the door for you' }, { inviter: data.inviter }),
    paragraphs: [
      hello(words),
      words.say({ fr: 'Une place t’attend à {community}. Ce lien est pour toi seulement et vaut jusqu’au {until}.', vous: 'Une place vous attend à {community}. Ce lien est pour vous seulement et vaut jusqu’au {until}.', en: 'A place is waiting for you at {community}. This link is for you alone, until {until}.' }, { until: words.moment(data.until) }),
      ...(data.note === '' ? [] : [words.say({ fr: '« {note} »', en: '“{note}”' }, { note: data.note })]),
    ],
    button: { label: words.say({ fr: 'Entrer', en: 'Come in' }), url: data.url },
  }),
});

registerMail('admissions.filed', {
  subject: { fr: 'Ta demande est arrivée à {community}', vous: 'Votre demande est arrivée à {community}', en: 'Your application has reached {community}' },
  body: (data, words) => ({
    heading: words.say({ fr: 'Ta demande est entre de bonnes mains', vous: 'Votre demande est entre de bonnes mains', en: 'Your application is in good hands' }),
    paragraphs: [hello(words), words.say({ fr: 'L’équipe lit chaque demande. Tu auras sa réponse à cette adresse, et tu peux suivre ta demande ou la retirer à tout moment.', vous: 'L’équipe lit chaque demande. Vous aurez sa réponse à cette adresse, et vous pouvez suivre votre demande ou la retirer à tout moment.', en: 'The team reads every application. You will get its answer at this address, and may follow or withdraw your application at any time.' })],
    button: { label: words.say({ fr: 'Suivre ma demande', en: 'Follow my application' }), url: data.url },
  }),
});

registerMail('admissions.accepted', {
  subject: { fr: 'Bienvenue à {community}', en: 'Welcome to {community}' },
  harmless: true,
  body: (data, words) => ({
    heading: words.say({ fr: 'La porte est ouverte', en: 'The door is open' }),
    paragraphs: [hello(words), words.say({ fr: 'Ta demande est acceptée. Connecte-toi comme tu l’as choisi : avec ton mot de passe, ou par la connexion qui t’a amené ici.', vous: 'Votre demande est acceptée. Connectez-vous comme vous l’avez choisi : avec votre mot de passe, ou par la connexion qui vous a amené ici.', en: 'Your application is accepted. Sign in the way you chose: with your password, or by the sign-in that brought you here.' })],
    button: { label: words.say({ fr: 'Se connecter', en: 'Sign in' }), url: data.url },
  }),
});

const REASONS: Readonly<Record<DeclineReason, Phrase | null>> = {
  outside: { fr: 'Cette communauté s’adresse à un autre public que celui que décrit ta demande.', vous: 'Cette communauté s’adresse à un autre public que celui que décrit votre demande.', en: 'This community is for other people than your application describes.' },
  incomplete: { fr: 'Les réponses ne suffisent pas pour décider. Tu peux refaire une demande en en disant un peu plus.', vous: 'Les réponses ne suffisent pas pour décider. Vous pouvez refaire une demande en en disant un peu plus.', en: 'The answers are not enough to decide. You may apply again and say a little more.' },
  duplicate: { fr: 'Tu as déjà un compte ici : connecte-toi avec lui.', vous: 'Vous avez déjà un compte ici : connectez-vous avec lui.', en: 'You already have an account here: sign in with it.' },
  later: { fr: 'La communauté n’accueille personne de plus pour le moment. Tu peux refaire une demande plus tard.', vous: 'La communauté n’accueille personne de plus pour le moment. Vous pouvez refaire une demande plus tard.', en: 'The community takes in nobody else for the moment. You may apply again later.' },
  other: null,
};

registerMail('admissions.declined', {
  subject: { fr: 'La réponse à ta demande', vous: 'La réponse à votre demande', en: 'The answer to your application' },
  body: (data, words) => {
    const reason = REASONS[data.reason];
    return {
      heading: words.say({ fr: 'La réponse à ta demande', vous: 'La réponse à votre demande', en: 'The answer to your application' }),
      paragraphs: [
        hello(words),
        words.say({ fr: 'Merci de ton intérêt pour {community}. L’équipe ne peut pas accepter ta demande.', vous: 'Merci de votre intérêt pour {community}. L’équipe ne peut pas accepter votre demande.', en: 'Thank you for your interest in {community}. The team cannot accept your application.' }),
        ...(reason ? [words.say(reason)] : []),
        ...(data.words === '' ? [] : [data.words]),
      ],
      small: [words.say({ fr: 'Le mot de passe choisi et les réponses données sont effacés dans quatorze jours, le temps qu’une erreur puisse être corrigée. Le lien de ta demande permet de les effacer tout de suite.', vous: 'Le mot de passe choisi et les réponses données sont effacés dans quatorze jours, le temps qu’une erreur puisse être corrigée. Le lien de votre demande permet de les effacer tout de suite.', en: 'The password you chose and the answers you gave are erased in fourteen days, in case there was a mistake. The link of your application erases them at once.' })],
    };
  },
});

registerMail('admissions.reopened', {
  subject: { fr: 'L’équipe relit ta demande', vous: 'L’équipe relit votre demande', en: 'The team is reading your application again' },
  body: (_data, words) => ({
    heading: words.say({ fr: 'Ta demande est relue', vous: 'Votre demande est relue', en: 'Your application is read again' }),
    paragraphs: [hello(words), words.say({ fr: 'Notre réponse précédente était une erreur : ta demande est de nouveau chez l’équipe, telle que tu l’avais écrite. Tu n’as rien à faire, et tu auras sa réponse à cette adresse.', vous: 'Notre réponse précédente était une erreur : votre demande est de nouveau chez l’équipe, telle que vous l’aviez écrite. Vous n’avez rien à faire, et vous aurez sa réponse à cette adresse.', en: 'Our former answer was a mistake: the team has your application again, as you wrote it. There is nothing for you to do, and you will get its answer at this address.' })],
  }),
});

registerMail('admissions.claim', {
  subject: { fr: 'Retrouver ton compte à {community}', vous: 'Retrouver votre compte à {community}', en: 'Take your account at {community} back' },
  reason: asked,
  body: (data, words) => ({
    heading: words.say({ fr: 'Ton compte t’attendait', vous: 'Votre compte vous attendait', en: 'Your account was waiting' }),
    paragraphs: [hello(words), words.say({ fr: 'Tes messages ont déménagé avec la communauté. Ce lien te rend ton compte ; il sert une fois, jusqu’au {until}.', vous: 'Vos messages ont déménagé avec la communauté. Ce lien vous rend votre compte ; il sert une fois, jusqu’au {until}.', en: 'Your posts moved with the community. This link gives your account back to you, once, until {until}.' }, { until: words.moment(data.until) })],
    button: { label: words.say({ fr: 'Retrouver mon compte', en: 'Take my account back' }), url: data.url },
    small: [words.say({ fr: 'Tu n’as rien demandé ? Laisse ce message.', vous: 'Vous n’avez rien demandé ? Laissez ce message.', en: 'You asked for nothing? Leave this message alone.' })],
  }),
});
