import { registerRefusals } from '../platform/graphql/refused.js';

registerRefusals({
  'space.nameShort': { fr: 'Deux caractères au moins.', en: 'At least two characters.' },
  'space.nameLong': { fr: '{max} caractères au plus.', en: 'At most {max} characters.' },
  'space.nameTaken': { fr: 'Un espace porte déjà ce nom.', en: 'A space already has this name.' },
  'space.descriptionLong': { fr: '{max} caractères au plus.', en: 'At most {max} characters.' },
  'space.icon': { fr: 'Choisis un des fanions proposés.', vous: 'Choisissez un des fanions proposés.', en: 'Choose one of the flags.' },
  'space.access': { fr: 'Choisis qui peut lire et qui peut écrire.', vous: 'Choisissez qui peut lire et qui peut écrire.', en: 'Choose who may read and who may write.' },
  'space.nobodyReads': { fr: 'Choisis au moins un rôle ou un groupe qui peut lire.', vous: 'Choisissez au moins un rôle ou un groupe qui peut lire.', en: 'Choose at least one role or group that may read.' },
  'space.nobodyStarts': { fr: 'Choisis au moins un rôle ou un groupe qui peut ouvrir des sujets.', vous: 'Choisissez au moins un rôle ou un groupe qui peut ouvrir des sujets.', en: 'Choose at least one role or group that may start threads.' },
  'space.interests': { fr: '{max} centres d’intérêt au plus par espace.', en: 'At most {max} interests for each space.' },
  'space.interestLong': { fr: '{max} caractères au plus pour chacun.', en: 'At most {max} characters each.' },
  'space.unknown': { fr: 'Cet espace n’existe plus.', en: 'This space no longer exists.' },
});
