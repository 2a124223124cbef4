import type { RequestEvent } from '@sveltejs/kit';
import { pageFailure } from '#lib/api/load.ts';
import { m } from '#lib/i18n/index.ts';
import { SsoButtonsQuery } from './sso.operations.ts';

/** What the page of a sign-in that came to nothing shows. */
export async function troubleOf({ locals, url }: Pick<RequestEvent, 'locals' | 'url'>, code: string, message: string): Promise<{ title: string; message: string; provider: { code: string; name: string } | null }> {
  const { ssoButtons } = await locals.api(SsoButtonsQuery).catch((cause: unknown) => pageFailure(cause, url));
  return { title: m.sso_trouble_title(), message, provider: ssoButtons.find((button) => button.code === code) ?? null };
}
