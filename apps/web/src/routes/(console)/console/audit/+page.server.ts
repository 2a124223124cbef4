import { error } from '@sveltejs/kit';
import { pageFailure } from '#lib/api/load.ts';
import { AuditPageQuery } from '#lib/audit/audit.operations.ts';
import { dayStart } from '#lib/audit/index.ts';
import { filterActions, loadFilters } from '#lib/console/filters/saved-filters.server.ts';
import { m } from '#lib/i18n/index.ts';
import type { Actions, PageServerLoad } from './$types';

const LONGEST = 80;

export const load: PageServerLoad = async ({ locals, url, parent }) => {
  const { viewer, community } = await parent();
  if (!viewer.permissions.includes('audit.read')) error(404, { message: 'Not Found', code: 'NOT_FOUND' });
  const asked = (name: string): string => (url.searchParams.get(name) ?? '').trim().slice(0, LONGEST);
  const typed = { search: asked('search'), actor: asked('actor'), action: asked('action'), subject: asked('subject'), from: asked('from'), until: asked('until') };
  const filter = {
    search: typed.search || null,
    actor: typed.actor || null,
    action: typed.action || null,
    subject: typed.subject || null,
    from: dayStart(typed.from, community.timeZone)?.toISOString() ?? null,
    // The last day counts as a whole.
    until: dayStart(typed.until, community.timeZone, 1)?.toISOString() ?? null,
  };
  const filters = await loadFilters(locals.api, 'audit', url, viewer.permissions).catch((cause: unknown) => pageFailure(cause, url));
  const { auditEntries, auditActions, auditSeal } = await locals.api(AuditPageQuery, { filter, after: url.searchParams.get('after') }).catch((cause: unknown) => pageFailure(cause, url));
  const taken = Object.entries(filter).flatMap(([name, value]) => (value === null ? [] : [[name, value]]));
  return {
    title: m.console_audit(),
    entries: auditEntries.items,
    next: auditEntries.next,
    actions: auditActions,
    seal: auditSeal,
    typed,
    filters,
    /** The same filters, as the export takes them; null for whoever may not export. */
    exporting: viewer.permissions.includes('audit.export') ? new URLSearchParams(taken).toString() : null,
  };
};

export const actions: Actions = { ...filterActions('audit') };
