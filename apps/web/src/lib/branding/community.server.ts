import type { ApiTransport } from '#lib/api/transport.ts';
import type { ResultOf } from '#lib/api/graphql.ts';
import { CommunityQuery } from './branding.operations.ts';

export type Community = ResultOf<typeof CommunityQuery>['community'];

const FRESH_MS = 0;
let known: { readonly community: Community; readonly at: number } | undefined;

/** The community's name, voice and zone: the same for everybody, read again every half minute. */
export async function readCommunity(api: ApiTransport): Promise<Community> {
  const now = Date.now();
  if (known && now - known.at < FRESH_MS) return known.community;
  const { community } = await api(CommunityQuery);
  known = { community, at: now };
  return community;
}

/** How French addresses members: the last known setting, *tu* until one is known. */
export function communityVoice(): 'tu' | 'vous' {
  return known?.community.voice === 'vous' ? 'vous' : 'tu';
}
