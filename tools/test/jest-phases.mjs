import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inRoot } from '../../deploy/start/checkout.mjs';
import { ensureChromium } from './chromium.mjs';
import { runNode } from './run-node.mjs';

const jest = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', 'node_modules/jest/bin/jest.js'];

/** `npm run generate` writes anew what is committed and checked: the schema and the permissions of its operations. */
const writes = process.env['FOYER_WRITE_SCHEMA'] === '1';

/**
 * A phase that runs Jest projects and counts their tests. A file that cannot even be loaded counts as one failure.
 * @param {string[]} projects
 * @param {Record<string, string>} [env]
 */
export function jestPhase(projects, env = {}) {
  return async (/** @type {string[]} */ patterns) => {
    const folder = mkdtempSync(join(tmpdir(), 'foyer-test-'));
    const report = join(folder, 'report.json');
    try {
      const code = await runNode([...jest, writes ? '--updateSnapshot' : '--ci', '--passWithNoTests', '--json', `--outputFile=${report}`, '--selectProjects', ...projects, '--testPathPatterns', ...anything(patterns)], {
        env: { NODE_ENV: 'test', ...env },
      });
      const nothing = { passed: 0, failed: code === 0 ? 0 : 1, skipped: 0 };
      if (!existsSync(report)) return nothing;
      const result = JSON.parse(readFileSync(report, 'utf8'));
      const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
      return {
        passed: result.numPassedTests,
        failed: failed === 0 && code !== 0 ? 1 : failed,
        skipped: result.numPendingTests + result.numTodoTests,
      };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  };
}

/** @param {string[]} patterns */
const anything = (patterns) => (patterns.length > 0 ? patterns : ['.']);

const journeys = inRoot('apps/web/e2e');

/** @param {string} name @param {string[]} patterns */
const isWanted = (name, patterns) => name.endsWith('.e2e.ts') && (patterns.length === 0 || patterns.some((pattern) => new RegExp(pattern, 'i').test(join(journeys, name))));

/** Journeys in a real browser; without one, the phase fails and says how to get it. @param {string[]} patterns */
export async function browserTests(patterns) {
  if (!existsSync(journeys) || !readdirSync(journeys, { recursive: true }).some((name) => isWanted(String(name), patterns))) {
    return { passed: 0, failed: 0, skipped: 0 };
  }
  const chromium = await ensureChromium();
  if (!chromium) return { passed: 0, failed: 1, skipped: 0 };
  return jestPhase(['e2e'], { CHROMIUM_PATH: chromium })(patterns);
}
