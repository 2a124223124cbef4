import { registerRefusals } from '../platform/graphql/refused.js';

registerRefusals({
  'mail.unknown': { fr: 'Ce mail n’existe plus.', en: 'This mail no longer exists.' },
  'mail.emptied': { fr: 'Le contenu de ce mail a été effacé : il ouvrait quelque chose.', en: 'The content of this mail was erased: it opened something.' },
  'mail.notRetriable': { fr: 'Ce mail est déjà parti, ou attend déjà.', en: 'This mail has already left, or is already waiting.' },
  'mail.noServer': { fr: 'Aucun serveur de mail n’est réglé : rien ne peut partir.', en: 'No mail server is set: nothing can leave.' },
  'mail.noAddress': { fr: 'Ce compte n’a pas d’adresse.', en: 'This account has no address.' },
  'mail.stopInvalid': { fr: 'Ce lien n’est pas valable.', en: 'This link is not valid.' },
  'sending.reason': { fr: 'Une raison d’au moins {min} caractères, pour celles et ceux qui la liront.', en: 'A reason of at least {min} characters, for those who will read it.' },
  'sending.reasonLong': { fr: '{max} caractères au plus.', en: 'At most {max} characters.' },
});
