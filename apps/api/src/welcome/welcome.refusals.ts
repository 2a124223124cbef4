import { registerRefusals } from '../platform/graphql/refused.js';

registerRefusals({
  'welcome.long': { fr: '{max} caractères au plus.', en: 'At most {max} characters.' },
  'welcome.signer': { fr: 'Choisis quelqu’un de l’équipe.', vous: 'Choisissez quelqu’un de l’équipe.', en: 'Choose somebody of the team.' },
  'welcome.space': { fr: 'Cet espace n’existe plus.', en: 'This space no longer exists.' },
});
