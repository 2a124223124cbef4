// Writes the list of operations that production accepts from the browser: hash -> text. Each fits the schema.
import { glob, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { buildSchema, parse, validate } from 'graphql';
import { operationsOf } from './operations.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const target = new URL('../../api/persisted-operations.json', import.meta.url);

// While the schema itself is being written anew, the one that is there is the former one.
const schema = buildSchema(await readFile(new URL('../../api/schema.graphql', import.meta.url), 'utf8'));
const found = new Map();
const names = new Map();
const files = [];
for await (const file of glob('src/**/*.operations.ts', { cwd: root })) files.push(file);
for (const file of files.sort()) {
  for (const { name, text, hash } of await operationsOf(`${root}${file}`)) {
    const other = names.get(name);
    if (other !== undefined) throw new Error(`two operations are named ${name}: ${other} and ${file}`);
    names.set(name, file);
    const [misfit] = process.env.FOYER_WRITE_SCHEMA ? [] : validate(schema, parse(text));
    if (misfit) throw new Error(`${name} in ${file} does not fit the schema: ${misfit.message}`);
    found.set(hash, text);
  }
}
const sorted = Object.fromEntries([...found].sort(([a], [b]) => a.localeCompare(b)));
await writeFile(target, `${JSON.stringify(sorted, null, 2)}\n`);
console.log(`${found.size} operations persisted`);
