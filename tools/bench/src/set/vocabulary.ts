import { Random, Zipf } from './random.js';

/** Words of one language, most frequent first. */
export class Vocabulary {
  private readonly zipf: Zipf;

  constructor(readonly words: readonly string[]) {
    this.zipf = new Zipf(words.length);
  }

  word(random: Random): string {
    return this.words[this.zipf.pick(random)] ?? '';
  }

  /** A word that is not one of the small ones, for titles, names and links. */
  rareWord(random: Random): string {
    return this.words[random.between(200, this.words.length - 1)] ?? '';
  }
}

const SIZE = 6_000;

const FRENCH_SMALL =
  'de la le et les des en un une du que est pour qui dans a par plus pas au sur ne se ce il sont avec son on elle mais ou nous cette bien être comme tout fait je vous leur aussi sans si ont deux même ces mes très dont après été entre peut vers avant encore donc alors quand chez sous toujours moins depuis pendant jamais souvent ici là déjà peu trop beaucoup rien personne chaque autre merci bonjour';
const ENGLISH_SMALL =
  'the of and to a in is it you that he was for on are with as I his they be at one have this from or had by not but what some we can out other were all there when up use your how said an each she which do their time if will way about many then them would like so these her long make thing see him two has look more day could go come did no most my over know than call first who may down side been now find thanks hello';

const FRENCH_PARTS = {
  starts: ['ba', 'cha', 'cou', 'dé', 'é', 'fa', 'gre', 'in', 'lu', 'ma', 'mou', 'né', 'pa', 'plu', 'ré', 'sa', 'sou', 'tra', 'va', 'voi'],
  middles: ['', 'ci', 'lan', 'mi', 'ni', 'pé', 'ra', 'ron', 'sé', 'ta', 'ti', 'vou'],
  ends: ['ble', 'ce', 'che', 'eur', 'ée', 'er', 'gne', 'ile', 'ir', 'lle', 'ment', 'nir', 'ole', 'on', 'que', 'rance', 'sse', 'té', 'tion', 'ure'],
};
const ENGLISH_PARTS = {
  starts: ['ba', 'br', 'cl', 'dri', 'fa', 'fo', 'gra', 'ha', 'la', 'mo', 'ne', 'out', 'pa', 'ri', 'sta', 'thr', 'un', 'wa', 'wea', 'wi'],
  middles: ['', 'ck', 'dle', 'le', 'mi', 'nd', 'pe', 'ra', 'se', 'ti', 've', 'wa'],
  ends: ['able', 'age', 'ble', 'ding', 'ed', 'er', 'est', 'ful', 'ing', 'ish', 'lark', 'less', 'ling', 'ly', 'ment', 'ness', 'ock', 'ter', 'ther', 'tion'],
};

const built = new Map<string, Vocabulary>();

/** The vocabulary of a language: its real small words, then words made of its sounds. */
export function vocabularyOf(locale: 'fr' | 'en'): Vocabulary {
  let vocabulary = built.get(locale);
  if (!vocabulary) built.set(locale, (vocabulary = locale === 'fr' ? make(FRENCH_SMALL, FRENCH_PARTS, 'fr') : make(ENGLISH_SMALL, ENGLISH_PARTS, 'en')));
  return vocabulary;
}

function make(small: string, parts: typeof FRENCH_PARTS, seed: string): Vocabulary {
  const random = new Random(`vocabulary:${seed}`);
  const words = new Set(small.split(' '));
  while (words.size < SIZE) {
    const middles = random.chance(0.25) ? random.pick(parts.middles) + random.pick(parts.middles) : random.pick(parts.middles);
    words.add(random.pick(parts.starts) + middles + random.pick(parts.ends));
  }
  return new Vocabulary([...words]);
}
