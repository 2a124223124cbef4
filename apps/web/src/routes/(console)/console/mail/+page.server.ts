import { pageFailure } from '#lib/api/load.ts';
import { enterConsole } from '#lib/console/console-access.server.ts';
import { opening } from '#lib/console/sections.ts';
import { m } from '#lib/i18n/index.ts';
import { MailsQuery, SendingGateQuery } from '#lib/mail/mail.operations.ts';
import { isMailState } from '#lib/mail/mail-words.ts';
import { readShell } from '#lib/shell/shell.server.ts';
import type { PageServerLoad } from './$types';

const LONGEST_SEARCH = 120;

export const load: PageServerLoad = async ({ locals, url, cookies }) => {
  const shell = await readShell(locals.api, cookies).catch((cause: unknown) => pageFailure(cause, url));
  const { permissions } = enterConsole(shell, url, opening('/console/mail'));
  const asked = url.searchParams.get('state');
  const filter = {
    state: isMailState(asked) ? asked : null,
    template: url.searchParams.get('template') || null,
    search: (url.searchParams.get('q') ?? '').trim().slice(0, LONGEST_SEARCH) || null,
  };
  const reads = permissions.includes('mail.read');
  const [{ sendingGate: gate }, list] = await Promise.all([
    locals.api(SendingGateQuery),
    reads ? locals.api(MailsQuery, { ...filter, after: url.searchParams.get('after') }) : null,
  ]).catch((cause: unknown) => pageFailure(cause, url));
  return { title: m.mail_title(), gate, holds: permissions.includes('sending.hold'), list, filter };
};
