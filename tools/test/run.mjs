import { readdirSync } from 'node:fs';
import { buildChanged } from '../../deploy/start/build.mjs';
import { inRoot } from '../../deploy/start/checkout.mjs';
import { ensureInstalled } from '../../deploy/start/install.mjs';
import { rerunUnderPinnedNode, thisNodeIsRecent } from '../../deploy/start/pinned-node.mjs';
import { StartFailure, runCommand, say, secondsSince } from '../../deploy/start/say.mjs';
import { boundaries, checks, lint, pageTypes, types } from './static-phases.mjs';
import { browserTests, jestPhase } from './jest-phases.mjs';
import { readArguments } from './arguments.mjs';

/**
 * `npm test`: build, lint, checks, boundaries, types, unit, API and browser tests, on a machine with Node and npm
 * alone. `npm test -- <pattern>` runs the matching test files; `--only=lint|unit|api|e2e` one kind. The last line is
 * `N passed, N failed`, with `, N skipped` when some were.
 *
 * @typedef {{ passed: number, failed: number, skipped: number }} Count
 * @typedef {{ name: string, kind: 'lint' | 'unit' | 'api' | 'e2e', title: import('../../deploy/start/say.mjs').Sentence, run: (patterns: string[]) => Promise<Count> }} Phase
 */

/** @type {Phase[]} */
const phases = [
  { name: 'lint', kind: 'lint', title: { fr: 'Style du code', en: 'Lint' }, run: lint },
  { name: 'checks', kind: 'lint', title: { fr: 'Vérifications', en: 'Checks' }, run: checks },
  { name: 'boundaries', kind: 'lint', title: { fr: 'Frontières', en: 'Boundaries' }, run: boundaries },
  { name: 'types', kind: 'lint', title: { fr: 'Types', en: 'Types' }, run: types },
  { name: 'page-types', kind: 'lint', title: { fr: 'Types des pages', en: 'Types of the pages' }, run: pageTypes },
  { name: 'unit', kind: 'unit', title: { fr: 'Tests unitaires et outils', en: 'Unit tests and tools' }, run: jestPhase(['domain', 'web', 'tools']) },
  { name: 'api', kind: 'api', title: { fr: 'Tests de l’API', en: 'API tests' }, run: jestPhase(['api']) },
  { name: 'e2e', kind: 'e2e', title: { fr: 'Parcours dans le navigateur', en: 'Browser journeys' }, run: browserTests },
];

await runCommand(async () => {
  const { only, patterns } = readArguments(process.argv.slice(2));
  await ensureInstalled();
  if (!thisNodeIsRecent) return rerunUnderPinnedNode(import.meta.url);

  const since = performance.now();
  const total = { passed: 0, failed: 0, skipped: 0 };
  const add = (/** @type {Count} */ count) => {
    total.passed += count.passed;
    total.failed += count.failed;
    total.skipped += count.skipped;
  };
  let wanted = phases.filter(({ kind }) => (only ? kind === only : patterns.length === 0 || kind !== 'lint'));

  const buildSince = performance.now();
  const built = await build();
  add({ passed: built ? 1 : 0, failed: built ? 0 : 1, skipped: 0 });
  announce({ fr: 'Construction', en: 'Build' }, buildSince, built);
  // Without a build, what can still be said is worth saying.
  if (!built) wanted = wanted.filter(({ kind }) => kind === 'lint');

  let executed = 0;
  for (const phase of wanted) {
    const phaseSince = performance.now();
    const count = await phase.run(patterns);
    executed += count.passed + count.failed;
    add(count);
    if (count.passed + count.failed + count.skipped > 0) announce(phase.title, phaseSince, count.failed === 0, count);
  }
  if (executed === 0) {
    say({ fr: 'Rien n’a été exécuté.', en: 'Nothing was run.' });
    total.failed += 1;
  }
  say({ fr: `Durée : ${secondsSince(since)}`, en: `Time: ${secondsSince(since)}` });
  process.stdout.write(`${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}\n`);
  return total.failed > 0 ? 1 : 0;
});

async function build() {
  try {
    await buildChanged({ pages: readdirSync(inRoot('apps/web')).includes('vite.config.ts') });
    return true;
  } catch (error) {
    if (!(error instanceof StartFailure)) throw error;
    process.stderr.write(`${error.message}\n`);
    return false;
  }
}

/** @param {import('../../deploy/start/say.mjs').Sentence} title @param {number} since @param {boolean} good @param {Count} [count] */
function announce(title, since, good, count) {
  const sign = good ? '✓' : '✗';
  const detail = count && count.passed + count.failed > 1 ? ` ${count.passed}/${count.passed + count.failed}` : '';
  say({ fr: `${sign} ${title.fr}${detail} (${secondsSince(since)})`, en: `${sign} ${title.en}${detail} (${secondsSince(since)})` });
}
