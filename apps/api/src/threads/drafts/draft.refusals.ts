import { registerRefusals } from '../../platform/graphql/refused.js';

registerRefusals({
  'draft.long': { fr: 'Un brouillon compte au plus {bodyMax} caractères. Il reste sur cet appareil.', en: 'A draft has at most {bodyMax} characters. It stays on this device.' },
  'draft.many': { fr: 'Il y a déjà {perMember} brouillons. Celui-ci reste sur cet appareil.', en: 'There are {perMember} drafts already. This one stays on this device.' },
});
