/** The space where ideas are voted for. */
export const storyIdeasSpace = 'idees';

/** Where the house stands with each idea, by the thread's key, and the place of the reply that says so and why. */
export const storyIdeas = {
  'carte-marees-glissee-dans-la-poche': { status: 'shipped', answer: 4 },
  'vestiaire-de-cires-pour-les-ecoles': { status: 'progress', answer: 6 },
  'boite-navette-pour-les-reparations': { status: 'progress', answer: 4 },
  'bonnet-laine-du-pays': { status: 'review', answer: 7 },
  'estran-ceinture-longue': { status: 'planned', answer: 7 },
  'dragonne-qui-flotte': { status: 'planned', answer: 4 },
  'louer-avant-d-acheter': { status: 'progress', answer: 5 },
  'bande-reflechissante-qui-se-cache': { status: 'planned', answer: 5 },
  'notice-en-breton': { status: 'progress', answer: 11 },
  'sacoche-pour-chien': { status: 'declined', answer: 5 },
  'reprise-des-vieilles-lampes': { status: 'progress', answer: 6 },
  'atelier-ouvert-un-samedi': { status: 'shipped', answer: 5 },
  'poche-secrete-sillon': { status: 'review', answer: 11 },
  'boucle-douce-quinze-newtons': { status: 'planned', answer: 6 },
  'carte-commune-points-d-eau': { status: 'planned', answer: 8 },
  'mode-veilleuse-cinq-lumens': { status: 'planned', answer: 6 },
  'lexique-de-la-veillee': { status: 'shipped', answer: 5 },
} as const;
