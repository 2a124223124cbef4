import type { ResultOf } from '#lib/api/graphql.ts';
import { send } from '#lib/api/browser.ts';
import { MemberGlanceQuery } from './profile.operations.ts';

export type Glance = NonNullable<ResultOf<typeof MemberGlanceQuery>['member']>;

const KEPT = 200;
const glances = new Map<string, Promise<Glance | null>>();

/** What the card beside a name shows, read once for the visit; what failed is asked again the next time. */
export function glanceOf(handle: string): Promise<Glance | null> {
  const key = handle.toLowerCase();
  let glance = glances.get(key);
  if (!glance) {
    if (glances.size >= KEPT) glances.clear();
    glance = send(MemberGlanceQuery, { handle }).then(({ member }) => member);
    glance.catch(() => glances.delete(key));
    glances.set(key, glance);
  }
  return glance;
}

/** Forgets what was read: something between the viewer and somebody changed. */
export function forgetGlances(): void {
  glances.clear();
}
