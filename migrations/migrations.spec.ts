import * as migrations from './index.js';
import { readdirSync } from 'node:fs';

describe('migrations', () => {
  it('are all in the index, in the order of their time', () => {
    const files = readdirSync(new URL('.', import.meta.url)).filter((file) => /^\d+-.*\.ts$/.test(file)).sort();
    const listed = Object.values(migrations).map((migration) => new migration().name);
    expect(listed).toHaveLength(files.length);
    expect(listed.map((name) => name.slice(-13))).toEqual(files.map((file) => file.slice(0, 13)));
  });
});
