import { m } from '#lib/i18n/index.ts';
import type { IconName } from '#lib/ui/icon-names.ts';
import type { PaletteChoice } from '#lib/ui/palette.ts';
import { sectionsFor } from '../sections.ts';

/** One line of the palette. */
export interface Choice extends PaletteChoice {
  readonly group: 'found' | 'rooms' | 'acts' | 'preferences';
  /** Where it leads, or which preference it posts. */
  readonly does: { readonly href: string } | { readonly preference: 'theme' | 'locale'; readonly value: string };
}

interface Act {
  readonly href: string;
  readonly icon: IconName;
  readonly label: () => string;
  readonly permission: string | null;
}

const ACTS: readonly Act[] = [
  { href: '/console/spaces/new', icon: 'plus', label: m.console_space_new, permission: 'space.administer' },
  { href: '/console/groups#new', icon: 'plus', label: m.console_group_new, permission: 'group.administer' },
  { href: '/threads/new', icon: 'pen-line', label: m.console_act_write, permission: 'thread.start' },
  { href: '/settings/profile', icon: 'user', label: m.console_act_profile, permission: 'profile.edit' },
  { href: '/', icon: 'arrow-left', label: m.console_act_leave, permission: null },
];

/** Everything that the palette offers without asking: rooms, acts, preferences. */
export function standingChoices(permissions: readonly string[]): readonly Choice[] {
  const may = (permission: string | null): boolean => permission === null || permissions.includes(permission);
  return [
    ...(may('console.enter') ? [{ id: 'today', group: 'rooms', label: m.console_today(), icon: 'sunrise', does: { href: '/console' } } as const] : []),
    ...sectionsFor(permissions).map((room): Choice => ({ id: room.path, group: 'rooms', label: room.label(), icon: room.icon, does: { href: room.path } })),
    ...ACTS.filter(({ permission }) => may(permission)).map((act): Choice => ({ id: act.href, group: 'acts', label: act.label(), icon: act.icon, does: { href: act.href } })),
    preference('theme', 'light', 'sun', m.console_act_theme({ theme: m.theme_light() })),
    preference('theme', 'dark', 'moon', m.console_act_theme({ theme: m.theme_dark() })),
    preference('theme', 'system', 'monitor', m.console_act_theme({ theme: m.theme_system() })),
    preference('locale', 'fr', 'languages', m.console_act_language({ language: m.language_fr() })),
    preference('locale', 'en', 'languages', m.console_act_language({ language: m.language_en() })),
  ];
}

const preference = (name: 'theme' | 'locale', value: string, icon: IconName, label: string): Choice => ({ id: `${name}-${value}`, group: 'preferences', label, icon, stays: true, does: { preference: name, value } });

/** What the server found, as lines. */
export function foundChoices(found: {
  readonly members: readonly { readonly handle: string; readonly displayName: string; readonly avatarUrl: string }[];
  readonly spaces: readonly { readonly code: string; readonly name: string }[];
  readonly groups: readonly { readonly code: string; readonly name: string }[];
}): readonly Choice[] {
  return [
    ...found.members.map((member): Choice => ({ id: `member-${member.handle}`, group: 'found', label: member.displayName, hint: `@${member.handle}`, icon: 'circle-user', avatarUrl: member.avatarUrl, does: { href: `/console/members/${member.handle}` } })),
    ...found.spaces.map((space): Choice => ({ id: `space-${space.code}`, group: 'found', label: space.name, hint: m.console_space(), icon: 'messages-square', does: { href: `/console/spaces/${space.code}` } })),
    ...found.groups.map((group): Choice => ({ id: `group-${group.code}`, group: 'found', label: group.name, hint: m.console_palette_group(), icon: 'users', does: { href: `/console/groups/${group.code}` } })),
  ];
}
