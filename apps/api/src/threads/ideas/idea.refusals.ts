import { registerRefusals } from '../../platform/graphql/refused.js';

registerRefusals({
  'idea.none': { fr: 'On vote pour des idées, dans les espaces qui leur sont réservés.', en: 'Votes are for ideas, in the spaces that are for them.' },
  'idea.settled': { fr: 'Cette idée ne prend plus de votes.', en: 'This idea takes no more votes.' },
  'idea.sameStatus': { fr: 'L’idée en est déjà là.', en: 'The idea stands there already.' },
});
