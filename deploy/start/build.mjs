import { spawn } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { inRoot } from './checkout.mjs';
import { fingerprint, isStamped, writeStamp } from './fingerprint.mjs';
import { ensureInstalled } from './install.mjs';
import { environmentWithNode, rerunUnderPinnedNode, thisNodeIsRecent, usableNode } from './pinned-node.mjs';
import { StartFailure, runCommand, say, secondsSince } from './say.mjs';

/**
 * Builds what changed. `tsc -b` and vite are called directly rather than through Nx: deciding that nothing changed
 * costs a few milliseconds here, and more than a second there, on every start.
 */

/** TypeScript packages of the server, in the order of their references. */
const libraries = existsSync(inRoot('libs')) ? readdirSync(inRoot('libs')).filter((name) => existsSync(inRoot('libs', name, 'tsconfig.json'))) : [];
export const serverPackages = [...libraries.map((name) => `libs/${name}`), 'migrations', 'tools/story-seed', 'apps/api'];

const everywhere = ['tsconfig.base.json', 'package-lock.json'];

/**
 * @typedef {object} BuildStep
 * @property {string} name
 * @property {import('./say.mjs').Sentence} title
 * @property {string[]} sources files and folders it is made from
 * @property {string[]} outputs files that exist when it was made
 * @property {string[]} command arguments of Node
 * @property {string} folder where it runs
 */

/** @returns {BuildStep} */
function serverStep() {
  return {
    name: 'server',
    title: { fr: 'Serveur', en: 'Server' },
    sources: [...serverPackages.flatMap((path) => [path === 'migrations' ? path : `${path}/src`, `${path}/tsconfig.json`, `${path}/package.json`]), ...everywhere],
    outputs: serverPackages.filter((path) => existsSync(inRoot(path, 'src')) || path === 'migrations').map((path) => `${path}/dist/tsconfig.tsbuildinfo`),
    command: ['node_modules/typescript/bin/tsc', '-b', ...serverPackages],
    folder: '.',
  };
}

/** Steps that need the server's packages built, and may run side by side. @returns {BuildStep[]} */
function laterSteps() {
  const steps = [];
  if (scriptOf('tools/story-seed', 'images')) {
    steps.push({
      name: 'story-images',
      title: { fr: 'Images de l’histoire', en: 'Story images' },
      sources: ['tools/story-seed', ...libraries.map((name) => `libs/${name}/src/branding`), ...everywhere],
      outputs: ['tools/story-seed/dist/media'],
      command: ['--run', 'images'],
      folder: 'tools/story-seed',
    });
  }
  if (scriptOf('apps/web', 'build')) {
    steps.push({
      name: 'web',
      title: { fr: 'Pages', en: 'Pages' },
      sources: ['apps/web', ...libraries.map((name) => `libs/${name}/src`), 'apps/api/schema.graphql', ...everywhere],
      outputs: ['apps/web/build/handler.js'],
      command: ['--run', 'build'],
      folder: 'apps/web',
    });
  }
  return steps;
}

/** @param {string} folder @param {string} script */
function scriptOf(folder, script) {
  const manifest = inRoot(folder, 'package.json');
  if (!existsSync(manifest)) return undefined;
  return JSON.parse(readFileSync(manifest, 'utf8')).scripts?.[script];
}

/** @param {BuildStep} step */
async function buildIfChanged(step) {
  const now = fingerprint(step.sources);
  if (step.outputs.every((output) => existsSync(inRoot(output))) && isStamped(step.name, now)) return false;
  const since = performance.now();
  const output = await run(step.command, step.folder);
  if (output !== undefined) {
    process.stderr.write(output.endsWith('\n') ? output : `${output}\n`);
    throw new StartFailure({ fr: `La construction a échoué (${step.title.fr}).`, en: `The build failed (${step.title.en}).` });
  }
  // Read again: some builds also write generated sources.
  writeStamp(step.name, fingerprint(step.sources));
  say({ fr: `  ${step.title.fr} : prêt (${secondsSince(since)})`, en: `  ${step.title.en}: ready (${secondsSince(since)})` });
  return true;
}

/** Runs Node; resolves with its output when it failed, with undefined otherwise. @param {string[]} args @param {string} folder */
function run(args, folder) {
  return new Promise((resolve) => {
    const child = spawn(usableNode(), args, { cwd: inRoot(folder), stdio: ['ignore', 'pipe', 'pipe'], env: environmentWithNode() });
    let output = '';
    const keep = (/** @type {Buffer} */ chunk) => (output = (output + chunk).slice(-60_000));
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => resolve(error.message));
    child.on('close', (code) => resolve(code === 0 ? undefined : output || `exit ${code}`));
  });
}

/**
 * Builds the packages whose sources changed; spawns nothing when none did.
 * @param {{ pages?: boolean, images?: boolean }} options `false` leaves the web application, or the story's images, alone
 * @throws {StartFailure} when a build fails (its output is printed first)
 */
export async function buildChanged({ pages = true, images = true } = {}) {
  await buildIfChanged(serverStep());
  const wanted = laterSteps().filter(({ name }) => (name === 'web' ? pages : images));
  const outcomes = await Promise.allSettled(wanted.map(buildIfChanged));
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await runCommand(async () => {
    await ensureInstalled();
    if (!thisNodeIsRecent) return rerunUnderPinnedNode(import.meta.url);
    await buildChanged();
    return 0;
  });
}
