import type { ApiTransport } from '#lib/api/transport.ts';
import { listOf, m } from '#lib/i18n/index.ts';
import { WelcomeQuery } from './welcome.operations.ts';

/** The beginning of a thread in which somebody introduces herself. */
export async function introduction(api: ApiTransport, displayName: string): Promise<Record<string, string>> {
  const { welcome } = await api(WelcomeQuery);
  const name = displayName.split(' ')[0] ?? displayName;
  const interests = welcome?.chosen ?? [];
  const body = m.welcome_introduce_body({ name });
  const about = interests.length === 0 ? null : m.welcome_introduce_about({ interests: listOf(interests) });
  const begun = about === null ? body : `${body.slice(0, body.lastIndexOf('\n'))}\n${about}`;
  return { title: m.welcome_introduce_subject({ name: displayName }), body: begun, ...(welcome?.introduceIn && { space: welcome.introduceIn }) };
}
