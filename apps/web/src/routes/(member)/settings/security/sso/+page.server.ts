import { redirect } from '@sveltejs/kit';
import { formOf, refuse, text } from '#lib/api/forms.ts';
import { pageFailure } from '#lib/api/load.ts';
import { m } from '#lib/i18n/index.ts';
import { LinkSsoMutation, SsoLinksQuery, UnlinkSsoMutation } from '#lib/sso/sso.operations.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, parent, url }) => {
  const { shell } = await parent();
  if (!shell.viewer) redirect(303, `/sign-in?next=${encodeURIComponent(url.pathname)}`);
  const { ssoLinks } = await locals.api(SsoLinksQuery).catch((cause: unknown) => pageFailure(cause, url));
  const linked = ssoLinks.find((link) => link.linkedAt !== null && link.code === url.searchParams.get('linked'));
  return { title: m.sso_links_title(), links: ssoLinks, linkedNow: linked?.name ?? null };
};

export const actions: Actions = {
  // The page shows the way out: a form may not lead there itself.
  link: async ({ request, locals, url }) => {
    const form = await formOf({ request, locals });
    const { linkSso: started } = await locals.api(LinkSsoMutation, { code: text(form, 'code'), next: url.pathname }).catch((cause: unknown) => pageFailure(cause, url));
    if (started.__typename === 'Refused') return refuse(form, started);
    return { values: {}, errors: {}, code: 'go', go: started.url, name: text(form, 'name').slice(0, 60) };
  },
  unlink: async ({ request, locals, url }) => {
    const form = await formOf({ request, locals });
    const { unlinkSso: done } = await locals.api(UnlinkSsoMutation, { code: text(form, 'code') }).catch((cause: unknown) => pageFailure(cause, url));
    if (done.__typename === 'Refused') return refuse(form, done);
    return { values: {}, errors: {}, code: 'unlinked' };
  },
};
