import { existsSync, readFileSync } from 'node:fs';
import { inRoot } from '../../deploy/start/checkout.mjs';
import { runNode } from './run-node.mjs';

/** What reads the code without running it. Each counts as one test. */

/** @param {number} code */
const counted = (code) => ({ passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 });

const nothing = { passed: 0, failed: 0, skipped: 0 };

export const lint = async () => counted(await runNode(['node_modules/oxlint/bin/oxlint', '--deny-warnings'], { quiet: true }));

/** The house's own rules, read from the syntax trees. */
export async function checks() {
  if (!existsSync(inRoot('tools/checks/run.mjs'))) return nothing;
  return counted(await runNode(['tools/checks/run.mjs'], { quiet: true }));
}

export async function boundaries() {
  if (!existsSync(inRoot('.dependency-cruiser.cjs'))) return nothing;
  const folders = ['apps', 'libs', 'migrations', 'tools'].filter((name) => existsSync(inRoot(name)));
  return counted(await runNode(['node_modules/dependency-cruiser/bin/dependency-cruiser.mjs', '--config', '.dependency-cruiser.cjs', ...folders], { quiet: true }));
}

const journeys = 'apps/web/e2e/tsconfig.json';

/** Sources were compiled by the build; this adds the tests, the tools and the journeys. */
export async function types() {
  const projects = ['.', ...(existsSync(inRoot(journeys)) ? [journeys] : [])];
  return counted(await runNode(['node_modules/typescript/bin/tsc', '-b', ...projects], { quiet: true }));
}

export async function pageTypes() {
  const manifest = inRoot('apps/web/package.json');
  if (!existsSync(manifest) || !JSON.parse(readFileSync(manifest, 'utf8')).scripts?.check) return nothing;
  return counted(await runNode(['--run', 'check'], { folder: 'apps/web', quiet: true }));
}
