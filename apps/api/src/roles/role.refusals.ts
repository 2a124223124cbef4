import { registerRefusals } from '../platform/graphql/refused.js';

registerRefusals({
  'role.unknown': { fr: 'Ce rôle n’existe plus.', en: 'This role no longer exists.' },
  'role.nameShort': { fr: 'Deux caractères au moins.', en: 'At least two characters.' },
  'role.nameLong': { fr: '{max} caractères au plus.', en: 'At most {max} characters.' },
  'role.nameTaken': { fr: 'Un rôle porte déjà ce nom.', en: 'A role already has this name.' },
  'role.inUse': { fr: 'Ce rôle ouvre encore un espace. Retire-le d’abord de ses accès.', vous: 'Ce rôle ouvre encore un espace. Retirez-le d’abord de ses accès.', en: 'This role still opens a space. Remove it from its access first.' },
  'role.notYours': { fr: 'On ne donne que ce que l’on peut soi-même, et le plus sensible reste aux administrateurs.', en: 'One gives only what one may do oneself, and what is most sensitive stays with administrators.' },
  'role.lastAdmin': { fr: 'C’est la dernière personne qui administre la maison : nommer d’abord quelqu’un d’autre.', en: 'This is the last administrator: appoint somebody else first.' },
  'role.memberUnknown': { fr: 'Personne ne porte ce nom.', en: 'Nobody has this handle.' },
  'role.suspended': { fr: 'Ce compte est suspendu : lever d’abord la suspension.', en: 'This account is suspended: lift the suspension first.' },
  'role.oneself': { fr: 'Pas pour soi-même : quelqu’un d’autre doit le faire.', en: 'Not for oneself: somebody else has to do it.' },
  'role.viewAsWhom': { fr: 'Ce regard n’est pas possible.', en: 'These eyes cannot be looked through.' },
  'role.reasonShort': { fr: 'Dire pourquoi, en quelques mots.', en: 'Say why, in a few words.' },
  'role.reasonLong': { fr: '{max} caractères au plus.', en: 'At most {max} characters.' },
});
