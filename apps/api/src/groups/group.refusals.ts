import { registerRefusals } from '../platform/graphql/refused.js';

registerRefusals({
  'group.unknown': { fr: 'Ce groupe n’existe plus.', en: 'This group no longer exists.' },
  'group.nameShort': { fr: 'Deux caractères au moins.', en: 'At least two characters.' },
  'group.nameLong': { fr: '{max} caractères au plus.', en: 'At most {max} characters.' },
  'group.nameTaken': { fr: 'Un groupe porte déjà ce nom.', en: 'A group already has this name.' },
  'group.inUse': { fr: 'Ce groupe ouvre encore un espace. Retire-le d’abord de ses accès.', vous: 'Ce groupe ouvre encore un espace. Retirez-le d’abord de ses accès.', en: 'This group still opens a space. Remove it from its access first.' },
  'group.byRule': { fr: 'Cette personne est là par la règle du groupe : elle reviendrait aussitôt. C’est la règle qu’il faut changer.', en: 'This person is here by the group’s rule and would be back at once: change the rule.' },
  'group.bySso': { fr: 'Cette personne vient de la connexion unique : c’est là-bas qu’il faut la retirer.', en: 'This person comes from single sign-on: remove her there.' },
  'group.ruleEmpty': { fr: 'Au moins une condition.', en: 'At least one condition.' },
  'group.ruleFigure': { fr: 'Un nombre entier, de 1 à {max}.', en: 'A whole number, from 1 to {max}.' },
  'group.ruleMany': { fr: '{max} au plus.', en: '{max} at most.' },
  'group.ruleWord': { fr: '{max} caractères au plus.', en: 'At most {max} characters.' },
  'group.ruleDomain': { fr: 'Un domaine s’écrit comme exemple.fr.', en: 'A domain is written like example.org.' },
  'group.ruleNobody': { fr: 'Avec ces deux durées, personne ne peut convenir.', en: 'With these two durations, nobody can fit.' },
  'group.memberUnknown': { fr: 'Personne ne porte ce nom.', en: 'Nobody has this handle.' },
});
