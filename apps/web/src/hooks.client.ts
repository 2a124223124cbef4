import type { HandleClientError } from '@sveltejs/kit/hooks';
import { overwriteGetLocale } from '#lib/i18n/paraglide/runtime.js';
import type { Locale } from '#lib/i18n/preferences.ts';

const chosen = document.documentElement.dataset['locale'];
const locale: Locale = chosen === 'en' || chosen === 'fr-x-vous' ? chosen : 'fr';
overwriteGetLocale(() => locale);

export const handleError: HandleClientError = ({ kind }) =>
  kind === 'unknown' && !navigator.onLine ? { status: 503, message: 'offline', code: 'UNAVAILABLE' } : {};
