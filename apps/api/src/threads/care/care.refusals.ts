import { registerRefusals } from '../../platform/graphql/refused.js';

registerRefusals({
  'thread.movedNowhere': { fr: 'Le sujet est déjà dans cet espace.', en: 'The thread is in this space already.' },
  'thread.moveToArchived': { fr: 'Cet espace est archivé : rien n’y arrive plus.', en: 'This space is archived: nothing comes to it any more.' },
  'thread.splitNothing': { fr: 'Aucun message n’est choisi.', en: 'No post is chosen.' },
  'thread.splitOpening': { fr: 'Le premier message reste avec son sujet.', en: 'The first post stays with its thread.' },
  'thread.splitRemovedFirst': { fr: 'Le nouveau sujet doit commencer par un message visible.', en: 'The new thread must begin with a visible post.' },
  'thread.splitElsewhere': { fr: 'Un des messages choisis n’est plus dans ce sujet.', en: 'One of the chosen posts is no longer in this thread.' },
  'thread.mergeItself': { fr: 'Un sujet ne se fusionne pas avec lui-même.', en: 'A thread cannot be merged with itself.' },
  'thread.undoneAlready': { fr: 'C’est déjà annulé.', en: 'This was undone already.' },
  'thread.undoTooLate': { fr: 'Cela s’annule pendant 24 heures, qui sont passées.', en: 'This can be undone for 24 hours, which have passed.' },
  'thread.undoElsewhere': { fr: 'Des messages concernés sont partis ailleurs depuis. Il faut d’abord annuler ce qui a été fait après.', en: 'Some of the posts have gone elsewhere since. Undo what was done afterwards first.' },
});
