import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** `npm run bench`: builds the benchmark, then runs it (`npm run bench -- --help`). */
const root = fileURLToPath(new URL('../..', import.meta.url));
const build = spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '-b', 'tools/bench'], { cwd: root, stdio: 'inherit' });
if (build.status !== 0) process.exit(build.status ?? 1);
const { main } = await import('./dist/main.js');
process.exitCode = await main(process.argv.slice(2));
