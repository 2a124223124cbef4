import { registerRefusals } from '../../platform/graphql/refused.js';

registerRefusals({
  'thread.slow': { fr: 'Ce sujet est en mode lent : prochaine réponse possible dans {wait}. Le texte est gardé.', en: 'This thread is in slow mode: the next reply is possible in {wait}. The text is kept.' },
  'thread.slowRange': { fr: 'Le mode lent va jusqu’à une semaine.', en: 'Slow mode goes up to a week.' },
  'thread.autoCloseRange': { fr: 'Entre 1 et 3650 jours.', en: 'Between 1 and 3650 days.' },
  'post.pinOpening': { fr: 'Le premier message est déjà en tête.', en: 'The first post is at the head already.' },
  'post.pinnedMany': { fr: 'Au plus {most} réponses épinglées par sujet.', en: 'At most {most} pinned replies per thread.' },
});
