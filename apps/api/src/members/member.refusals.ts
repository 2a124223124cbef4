import { registerRefusals } from '../platform/graphql/refused.js';

registerRefusals({
  'member.nameCharacters': { fr: 'Ce nom contient un caractère invisible ou de contrôle.', en: 'This name contains an invisible or control character.' },
  'member.nameShort': { fr: 'Deux caractères au moins.', en: 'At least two characters.' },
  'member.nameLong': { fr: '{max} caractères au plus.', en: 'At most {max} characters.' },
  'member.bioLong': { fr: '{max} caractères au plus.', en: 'At most {max} characters.' },
});
