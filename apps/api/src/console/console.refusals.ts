import { registerRefusals } from '../platform/graphql/refused.js';

registerRefusals({
  'console.filterNameMissing': { fr: 'Donne-lui un nom.', vous: 'Donnez-lui un nom.', en: 'Give it a name.' },
  'console.filterNameLong': { fr: '{max} caractères au plus.', en: 'At most {max} characters.' },
  'console.filterNameTaken': { fr: 'Un de tes filtres porte déjà ce nom.', vous: 'Un de vos filtres porte déjà ce nom.', en: 'One of your filters already has this name.' },
  'console.filterEmpty': { fr: 'Rien n’est filtré : il n’y a rien à garder.', en: 'Nothing is filtered: there is nothing to keep.' },
  'console.filterTooMany': { fr: '{max} filtres par liste au plus. Retire-en un d’abord.', vous: '{max} filtres par liste au plus. Retirez-en un d’abord.', en: 'At most {max} filters per list. Remove one first.' },
  'console.filterUnknown': { fr: 'Ce filtre n’existe plus.', en: 'This filter no longer exists.' },
});
