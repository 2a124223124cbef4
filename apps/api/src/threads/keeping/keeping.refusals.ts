import { registerRefusals } from '../../platform/graphql/refused.js';

registerRefusals({
  'bookmark.noteLong': { fr: 'Une note compte au plus {noteMax} caractères.', en: 'A note has at most {noteMax} characters.' },
  'bookmark.remindForm': { fr: 'Ce jour n’existe pas.', en: 'There is no such day.' },
  'bookmark.remindPast': { fr: 'Un rappel est pour demain ou plus tard.', en: 'A reminder is for tomorrow or later.' },
  'bookmark.remindFar': { fr: 'Un rappel est pour les deux ans qui viennent.', en: 'A reminder is for the next two years.' },
});
