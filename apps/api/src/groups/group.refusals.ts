import { registerRefusals } from '../platform/graphql/refused.js';

registerRefusals({
  'group.unknown': { fr: 'Ce groupe n’existe plus.', en: 'This group no longer exists.' },
  'group.nameShort': { fr: 'Deux caractères au moins.', en: 'At least two characters.' },
  'group.nameLong': { fr: '{max} caractères au plus.', en: 'At most {max} characters.' },
  'group.nameTaken': { fr: 'Un groupe porte déjà ce nom.', en: 'A group already has this name.' },
  'group.inUse': { fr: 'Ce groupe ouvre encore un espace. Retire-le d’abord de ses accès.', en: 'This group still opens a space. Remove it from its access first.' },
  'group.memberUnknown': { fr: 'Personne ne porte ce nom.', en: 'Nobody has this handle.' },
});
