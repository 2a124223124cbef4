import type { Draft } from './draft.ts';

/** Which of two copies of a draft is gone on with; the other is offered when it says something else. */
export type Choice = { readonly take: 'device' | 'server'; readonly offer: boolean } | { readonly take: 'nothing'; readonly gone: boolean };

type Words = Pick<Draft, 'text' | 'title' | 'tags' | 'at'>;
type Device = Words & Pick<Draft, 'revision' | 'synced'>;

const same = (one: Words, other: Words): boolean => one.text === other.text && (one.title ?? '') === (other.title ?? '') && (one.tags ?? '') === (other.tags ?? '');

/**
 * The newest text wins. What the device has already given to the server is the server's to change: when it is gone
 * there, it was published or put away elsewhere.
 */
export function chooseDraft(device: Device | null, server: (Words & { readonly revision: number }) | null): Choice {
  const given = device !== null && device.synced === true;
  if (server === null) return device === null || given ? { take: 'nothing', gone: given } : { take: 'device', offer: false };
  if (device === null || given || same(device, server)) return { take: 'server', offer: false };
  if (device.revision === server.revision) return { take: 'device', offer: false };
  return { take: device.at >= server.at ? 'device' : 'server', offer: true };
}
