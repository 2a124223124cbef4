import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { undeclaredEntrances } from './allow-check.mjs';
import { unsafeMarkup } from './html-check.mjs';
import { strayWords } from './word-check.mjs';

/** Every source file of the project: those git tracks and those it would. */
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { encoding: 'utf8', maxBuffer: 1 << 26 })
  .split('\n')
  .filter((file) => file !== '' && existsSync(file) && !file.startsWith('tools/checks/fixtures/'));

const read = (/** @type {string} */ file) => readFileSync(file, 'utf8');
const problems = [
  ...files.filter((file) => file.startsWith('apps/api/src/') && file.endsWith('.ts')).flatMap((file) => undeclaredEntrances(file, read(file))),
  ...files.filter((file) => file.endsWith('.svelte')).flatMap((file) => unsafeMarkup(file, read(file))),
  ...files.filter((file) => /\.(ts|mjs|cjs|svelte|css|md|json|ya?ml|sh)$/.test(file) && !file.startsWith('tools/checks/')).flatMap((file) => strayWords(file, read(file))),
];

for (const problem of problems) console.error(problem);
console.log(`checks: ${files.length} files, ${problems.length} problems`);
process.exitCode = problems.length > 0 ? 1 : 0;
