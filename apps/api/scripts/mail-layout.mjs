/**
 * Compiles the mail layout from MJML to the pieces that the server fills: `npm run mail-layout -w @foyer/api`; with
 * `--check` it only says whether the committed pieces are of this layout.
 * MJML is needed here only; the running server carries none of it.
 */
import { readFile, writeFile } from 'node:fs/promises';
import mjmlCore from 'mjml-core';
import preset from 'mjml-preset-core';

const FOLDER = new URL('../src/platform/mail/layout/', import.meta.url);
const COMPILED = new URL('layout.generated.ts', FOLDER);
const PARTS = ['heading', 'paragraph', 'button', 'code', 'small'];

// MJML checks colours, lengths and addresses: blanks stand in for them as values that occur nowhere else.
const STAND_INS = [
  [/\{\{((?:dark:)?(?:canvas|surface|sunken|line|ink|ink-2|accent|on-accent|accent-text))\}\}/g, (number) => `#fe${number.toString(16).padStart(4, '0')}`],
  [/\{\{(radius)\}\}/g, () => '7357px'],
  [/\{\{(url)\}\}/g, () => 'https://address.invalid/'],
];

/** @returns {Promise<string>} the module with the compiled pieces */
async function compileLayout() {
  const blanks = new Map();
  let source = await readFile(new URL('layout.mjml', FOLDER), 'utf8');
  for (const [pattern, standIn] of STAND_INS) {
    source = source.replace(pattern, (_whole, name) => {
      const value = [...blanks].find(([, known]) => known === name)?.[0] ?? standIn(blanks.size);
      blanks.set(value, name);
      return value;
    });
  }
  const { html, errors } = await (mjmlCore.default ?? mjmlCore)(source, { presets: [preset], validationLevel: 'soft', keepComments: true });
  if (errors.length > 0) throw new Error(errors.map((error) => error.formattedMessage).join('\n'));
  let compiled = html.replace(/\n\s*\n+/g, '\n').replace(/[ \t]+/g, ' ').replace(/\n /g, '\n').trim();
  for (const [value, name] of blanks) compiled = compiled.replaceAll(value, `{{${name}}}`);
  const [before, rest] = halves(compiled, '<!-- parts -->');
  const [inside, after] = halves(rest, '<!-- end of parts -->');
  const pieces = Object.fromEntries(PARTS.map((part) => {
    const [, begun] = halves(inside, `<!-- part:${part} -->`);
    return [part, (begun.split('<!-- part:')[0] ?? '').trim()];
  }));
  const lines = Object.entries({ before, after, ...pieces }).map(([name, piece]) => `  ${name}: ${JSON.stringify(piece)},`);
  return `// Compiled from layout.mjml by \`npm run mail-layout -w @foyer/api\`: change it there.\nexport const layout = {\n${lines.join('\n')}\n} as const;\n`;
}

/** @param {string} text @param {string} mark @returns {[string, string]} */
function halves(text, mark) {
  const at = text.indexOf(mark);
  if (at < 0) throw new Error(`${mark} is missing from the compiled layout`);
  return [text.slice(0, at), text.slice(at + mark.length)];
}

const compiled = await compileLayout();
if (!process.argv.includes('--check')) await writeFile(COMPILED, compiled);
else if ((await readFile(COMPILED, 'utf8')) !== compiled) {
  process.stderr.write('layout.generated.ts is not what layout.mjml compiles to: npm run mail-layout -w @foyer/api\n');
  process.exitCode = 1;
}
