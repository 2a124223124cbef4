import * as migrations from './index.js';
import { readdirSync } from 'node:fs';

describe('migrations', () => {
  it('are all in the index, under the time of their file', () => {
    const files = readdirSync(new URL('.', import.meta.url)).filter((file) => /^\d+-.*\.ts$/.test(file)).sort();
    const times = Object.values(migrations).map((migration) => new migration().name.slice(-13));
    expect(times.sort()).toEqual(files.map((file) => file.slice(0, 13)));
  });
});
