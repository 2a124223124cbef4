import { m } from '#lib/i18n/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = () => ({ title: m.sso_proved_title() });
