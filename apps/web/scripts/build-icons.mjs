// Writes the sprite of the icons that the interface names, from the Lucide package.
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { iconNames } from '../src/lib/ui/icon-names.ts';

const folder = path.dirname(fileURLToPath(import.meta.resolve('@lucide/svelte/icons/house')));
const target = new URL('../src/lib/ui/icons.svg', import.meta.url);

const nodesOf = async (name) => {
  let source = await readFile(path.join(folder, `${name}.svelte`), 'utf8').catch(() => undefined);
  if (source === undefined) {
    const alias = await readFile(path.join(folder, `${name}.js`), 'utf8').catch(() => {
      throw new Error(`there is no Lucide icon named ${name}`);
    });
    const file = /["']\.\/([\w-]+)\.svelte["']/.exec(alias)?.[1];
    source = await readFile(path.join(folder, `${file}.svelte`), 'utf8');
  }
  const list = /"node": (\[.*\]), "aliases"/.exec(source)?.[1] ?? /"node": (\[.*\]) \};/.exec(source)?.[1];
  if (list === undefined) throw new Error(`the icon ${name} has an unknown form`);
  return JSON.parse(list.replace(/([{,]\s*)([\w-]+):/g, '$1"$2":'));
};

const symbols = [];
for (const name of iconNames) {
  const shapes = (await nodesOf(name)).map(
    ([tag, attributes]) =>
      `<${tag} ${Object.entries(attributes)
        .filter(([key]) => key !== 'key')
        .map(([key, value]) => `${key}="${value}"`)
        .join(' ')}/>`,
  );
  symbols.push(`<symbol id="${name}" viewBox="0 0 24 24">${shapes.join('')}</symbol>`);
}
const sprite = `<svg xmlns="http://www.w3.org/2000/svg">\n${symbols.join('\n')}\n</svg>\n`;
const previous = await readFile(target, 'utf8').catch(() => '');
if (previous !== sprite) await writeFile(target, sprite);
