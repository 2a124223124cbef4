import { currentSpace } from './places.ts';
import type { Shell, ShellSpace } from './shell.ts';

/** Everything that the navigation shows, as plain data: what it looks like follows from it alone. */
export interface SideNavView {
  readonly spaces: readonly Pick<ShellSpace, 'slug' | 'name' | 'icon' | 'restricted' | 'unread'>[];
  /** Members of the house browse all members, visitors see the team. */
  readonly people: 'members' | 'team' | null;
  /** The page that is open, when it is one of the first places. */
  readonly at: '/' | '/spaces' | '/members' | '/team' | null;
  /** The slug of the space that is open, or that the page belongs to. */
  readonly space: string | null;
  readonly spaceItself: boolean;
}

const PLACES = ['/', '/spaces', '/members', '/team'] as const;

/** What the navigation shows on a page. */
export function sideNavView({ viewer, spaces }: Shell, pathname: string, data: { spaceSlug?: string | undefined }): SideNavView {
  const space = currentSpace(pathname, data) ?? null;
  return {
    spaces: spaces.map(({ slug, name, icon, restricted, unread }) => ({ slug, name, icon, restricted, unread })),
    people: !viewer ? 'team' : viewer.permissions.includes('member.browse') ? 'members' : null,
    at: PLACES.find((place) => place === pathname) ?? null,
    space,
    spaceItself: space !== null && pathname === `/spaces/${space}`,
  };
}
