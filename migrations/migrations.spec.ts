import * as migrations from './index.js';
import { readdirSync, readFileSync } from 'node:fs';

const here = new URL('.', import.meta.url);
const files = readdirSync(here).filter((file) => /^\d+-.*\.ts$/.test(file)).sort();

describe('migrations', () => {
  it('are all in the index, under the time of their file', () => {
    const times = Object.values(migrations).map((migration) => new migration().name.slice(-13));
    expect(times.sort()).toEqual(files.map((file) => file.slice(0, 13)));
  });

  // Whoever is about to go back reads what it costs before, not after.
  it.each(files)('%s says what its way back loses', (file) => {
    const [, comment = '', down = ''] = /(\/\*\*(?:(?!\*\/)[^])*\*\/)?\s*async down\(([^]*)/.exec(readFileSync(new URL(file, here), 'utf8')) ?? [];
    const destroys = /DROP TABLE|DROP COLUMN|DELETE FROM|TRUNCATE|\bUPDATE\b/i.test(down);
    expect([file, /Loses /.test(comment)]).toEqual([file, destroys]);
  });
});
