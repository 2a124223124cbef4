import { redirect } from '@sveltejs/kit';
import { formOf } from '#lib/api/forms.ts';
import { LOCALE_COOKIE, parseLanguage, parseTheme, rememberPreference, THEME_COOKIE } from '#lib/i18n/preferences.ts';
import { localAddress } from '#lib/shell/local-address.ts';
import { bringsSession } from '#lib/shell/shell.server.ts';
import { SetLocaleMutation } from '#lib/members/members.operations.ts';
import type { RequestHandler } from './$types';

/** Keeps a choice of language or appearance and goes back. A member's language also follows her to other devices. */
export const POST: RequestHandler = async ({ request, cookies, url, locals }) => {
  const form = await formOf({ request, locals });
  const secure = url.protocol === 'https:';
  const language = parseLanguage(form.get('locale'));
  const theme = parseTheme(form.get('theme'));
  if (theme) rememberPreference(cookies, THEME_COOKIE, theme, secure);
  if (language) {
    rememberPreference(cookies, LOCALE_COOKIE, language, secure);
    // The cookie already did what was asked; an expired session must not turn it into a failure.
    if (bringsSession(cookies)) await locals.api(SetLocaleMutation, { locale: language }).catch(() => undefined);
  }
  redirect(303, localAddress(form.get('back')));
};
