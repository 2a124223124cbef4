import { registerRefusals } from '../platform/graphql/refused.js';

registerRefusals({
  'member.email': { fr: 'Cette adresse n’a pas la forme d’une adresse e-mail.', en: 'This does not look like an e-mail address.' },
  'member.emailTaken': { fr: 'Cette adresse ne peut pas servir à créer un compte. Si c’est la tienne, connecte-toi.', en: 'This address cannot be used to create an account. If it is yours, sign in.' },
  'member.passwordShort': { fr: '{min} caractères au moins : une phrase fait très bien l’affaire.', en: 'At least {min} characters: a phrase does nicely.' },
  'member.passwordLong': { fr: 'Ce mot de passe dépasse {max} octets.', en: 'This password is over {max} bytes.' },
  'member.passwordCommon': { fr: 'Ce mot de passe figure dans des listes de mots de passe volés. Choisis-en un autre.', en: 'This password is in lists of stolen passwords. Choose another.' },
  'member.passwordKnown': { fr: 'Ton nom ou ton adresse ne peuvent pas servir de mot de passe.', en: 'Your name or address cannot be your password.' },
  'session.refused': { fr: 'L’adresse ou le mot de passe ne correspond pas.', en: 'The address or the password does not match.' },
  'session.demoOnly': { fr: 'Ces comptes n’existent que dans la démonstration.', en: 'These accounts exist in the demo only.' },
  'claim.invalid': { fr: 'Ce lien n’est plus valable. Demande-en un autre à l’équipe.', en: 'This link is no longer valid. Ask the team for another.' },
  'claim.notImported': { fr: 'Ce compte a déjà quelqu’un.', en: 'This account already belongs to somebody.' },
});
