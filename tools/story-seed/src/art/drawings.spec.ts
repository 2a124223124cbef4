import { readStory } from '../read-story.js';
import { covers } from './covers.js';
import { entries } from './entries.js';
import { FLAG_KEYS, flagSvg } from './flags.js';
import { illustrations } from './illustrations.js';
import { portrait } from './portrait.js';
import { products } from './products.js';

const drawings = (): readonly string[] => [
  ...[...covers(), ...illustrations(), ...entries(), ...products()].map(({ svg }) => svg),
  ...FLAG_KEYS.map((key) => flagSvg(key) ?? ''),
  ...readStory().members.map(({ look }) => portrait(look)),
];

describe('drawings', () => {
  it('are the same every time', () => {
    expect(drawings()).toEqual(drawings());
  });

  it('need no font, script or file, and hold no number that is none', () => {
    for (const svg of drawings()) {
      expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="0 0 \d+ \d+" width="\d+"/);
      expect(svg).not.toMatch(/<text|<script|<image|href=|font|NaN|undefined|Infinity/);
    }
  });

  it('have a flag for each space and for none that nobody drew', () => {
    for (const space of readStory().spaces) expect(flagSvg(space.flag)).not.toBeNull();
    for (const key of ['plain', 'wave', 'sun', 'star', 'leaf', 'chat']) expect(flagSvg(key)).not.toBeNull();
    for (const key of ['', 'skull', 'constructor', '__proto__']) expect(flagSvg(key)).toBeNull();
  });
});
