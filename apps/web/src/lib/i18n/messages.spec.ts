import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const folder = path.join(process.cwd(), 'apps/web/messages');
const sets = ['.', ...readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name)];
const read = (set: string, locale: string): Record<string, string> =>
  JSON.parse(readFileSync(path.join(folder, set, `${locale}.json`), 'utf8')) as Record<string, string>;
const holes = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '').sort();
/** Words that say *tu*; "te" and "ton" inside longer words do not count. */
const FAMILIAR = /(?:^|[^\p{L}])(?:tu|te|toi|ton|ta|tes|t’\p{L})(?=[^\p{L}]|$)/iu;

describe.each(sets)('messages of %s', (set) => {
  const french = read(set, 'fr');
  const formal = read(set, 'fr-x-vous');
  const english = read(set, 'en');

  it('exist in French and in English, with the same gaps', () => {
    expect(Object.keys(english).sort()).toEqual(Object.keys(french).sort());
    const different = Object.keys(french).filter((key) => holes(french[key] ?? '').join() !== holes(english[key] ?? '').join());
    expect(different).toEqual([]);
  });

  it('say vous wherever they say tu', () => {
    const familiar = Object.keys(french).filter((key) => FAMILIAR.test(french[key] ?? '') && formal[key] === undefined);
    expect(familiar).toEqual([]);
    expect(Object.keys(formal).filter((key) => FAMILIAR.test(formal[key] ?? ''))).toEqual([]);
    expect(Object.keys(formal).filter((key) => !(key in french))).toEqual([]);
  });

  it('never shout', () => {
    const loud = [french, formal, english].flatMap((messages) => Object.values(messages)).filter((text) => text.includes('!'));
    expect(loud).toEqual([]);
  });
});
