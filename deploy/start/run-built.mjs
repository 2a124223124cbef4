import { buildChanged } from './build.mjs';
import { askedToEnd, startNode } from './child.mjs';
import { inRoot } from './checkout.mjs';
import { ensureInstalled } from './install.mjs';
import { rerunUnderPinnedNode, thisNodeIsRecent } from './pinned-node.mjs';
import { StartFailure, keepOutputClean, runCommand } from './say.mjs';

/** `node deploy/start/run-built.mjs <script> [arguments]`: runs a developers' script once everything is built. */
keepOutputClean();
await runCommand(async () => {
  const [script, ...args] = process.argv.slice(2);
  if (!script) throw new StartFailure({ fr: 'Quel script ?', en: 'Which script?' });
  await ensureInstalled();
  if (!thisNodeIsRecent) return rerunUnderPinnedNode(import.meta.url);
  const end = askedToEnd();
  await buildChanged();
  const run = startNode([inRoot(script), ...args], { stdin: 'inherit' });
  const outcome = await Promise.race([run.ended, end]);
  if (outcome) return outcome.code ?? 1;
  await run.stop();
  return 130;
});
