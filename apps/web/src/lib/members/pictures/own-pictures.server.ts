import type { ResultOf } from 'gql.tada';
import type { ApiTransport } from '#lib/api/transport.ts';
import { OwnPicturesQuery } from './pictures.operations.ts';

/** What stands on the viewer's profile, and what a plain form ended with. */
export async function loadOwnPictures(api: ApiTransport, url: URL): Promise<{ pictures: ResultOf<typeof OwnPicturesQuery>['ownPictures']; pictureSaid: { kind: string; what: string } | null }> {
  const { ownPictures } = await api(OwnPicturesQuery);
  const [kind, what] = [url.searchParams.get('file'), url.searchParams.get('said')];
  return { pictures: ownPictures, pictureSaid: kind !== null && what !== null ? { kind, what } : null };
}
