import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { actionWords, kindWords } from './words.ts';

const API = new URL('../../../../api/src/', import.meta.url).pathname;

/** Every action that the server's source names where it writes the log. */
const written = (): readonly string[] => {
  const files = readdirSync(API, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'));
  const found = files.flatMap((file) => [...readFileSync(join(API, file), 'utf8').matchAll(/action: '([a-z][A-Za-z]*\.[A-Za-z]+)'/g)].map(([, action]) => action ?? ''));
  return [...new Set(found)].sort();
};

it('the log tells every action in words, under a kind with a name', () => {
  const actions = written();
  expect(actions.length).toBeGreaterThan(40);
  expect(actions.filter((action) => actionWords(action).includes(action))).toEqual([]);
  expect(actions.map((action) => action.slice(0, action.indexOf('.'))).filter((kind) => kindWords(kind) === kind)).toEqual([]);
});
