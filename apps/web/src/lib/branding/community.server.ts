import { ApiFailure, type ApiTransport } from '#lib/api/transport.ts';
import type { ResultOf } from '#lib/api/graphql.ts';
import { CommunityQuery } from './branding.operations.ts';

export type Community = ResultOf<typeof CommunityQuery>['community'];

let known: Community | undefined;

/** The community's name, voice and zone, as of this request: the API keeps them under their revision. */
export async function readCommunity(api: ApiTransport): Promise<Community> {
  try {
    const { community } = await api(CommunityQuery);
    known = community;
  } catch (cause) {
    // While the database is away, the page that says so still looks like the house.
    if (!known || !(cause instanceof ApiFailure) || cause.code !== 'UNAVAILABLE') throw cause;
  }
  return known;
}

/** How French addresses members: the last known setting, *tu* until one is known. */
export function communityVoice(): 'tu' | 'vous' {
  return known?.voice === 'vous' ? 'vous' : 'tu';
}
