import type { HandleClientError } from '@sveltejs/kit/hooks';
import { ApiFailure } from '#lib/api/transport.ts';
import { overwriteGetLocale } from '#lib/i18n/paraglide/runtime.js';
import type { Locale } from '#lib/i18n/preferences.ts';

const chosen = document.documentElement.dataset['locale'];
const locale: Locale = chosen === 'en' || chosen === 'fr-x-vous' ? chosen : 'fr';
overwriteGetLocale(() => locale);

/** A page that is being left breaks off what it was reading: that is no error. */
let left = false;
addEventListener('pagehide', () => (left = true));
addEventListener('pageshow', () => (left = false));

/**
 * An error of the page is told where one looks for it, with the name of the request in the server's log when there is
 * one. A network that is away is nobody's error.
 */
export const handleError: HandleClientError = ({ kind, error }) => {
  if (kind !== 'unknown' || left) return {};
  if (!navigator.onLine) return { status: 503, message: 'offline', code: 'UNAVAILABLE' };
  const requestId = error instanceof ApiFailure ? error.requestId : undefined;
  console.error(error, ...(requestId === undefined ? [] : [`request ${requestId}`]));
  return requestId === undefined ? {} : { requestId };
};
