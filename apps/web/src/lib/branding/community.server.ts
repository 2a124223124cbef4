import type { ApiTransport } from '#lib/api/transport.ts';
import type { ResultOf } from '#lib/api/graphql.ts';
import { CommunityQuery } from './branding.operations.ts';

export type Community = ResultOf<typeof CommunityQuery>['community'];

let known: Community | undefined;

/** The community's name, voice and zone, as of this request: the API keeps them under their revision. */
export async function readCommunity(api: ApiTransport): Promise<Community> {
  const { community } = await api(CommunityQuery);
  known = community;
  return community;
}

/** How French addresses members: the last known setting, *tu* until one is known. */
export function communityVoice(): 'tu' | 'vous' {
  return known?.voice === 'vous' ? 'vous' : 'tu';
}
