import { pageFailure } from '#lib/api/load.ts';
import { enterConsole } from '#lib/console/console-access.server.ts';
import { consolePermissions } from '#lib/console/sections.ts';
import { SendingGateQuery } from '#lib/mail/mail.operations.ts';
import { readShell } from '#lib/shell/shell.server.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ locals, cookies, url }) => {
  const shell = await readShell(locals.api, cookies).catch((cause: unknown) => pageFailure(cause, url));
  const viewer = enterConsole(shell, url, consolePermissions);
  // The team sees at once, wherever it works, that something does not leave.
  const gate = viewer.permissions.includes('sending.read') ? (await locals.api(SendingGateQuery).catch((cause: unknown) => pageFailure(cause, url))).sendingGate : null;
  return { viewer, gate, now: new Date().toISOString() };
};
