import { m } from '#lib/i18n/index.ts';
import type { IconName } from '#lib/ui/icon-names.ts';

/** Where in the navigation a room stands. */
export type SectionGroup = 'animate' | 'community' | 'settings' | 'journal';

/** A room of the console and the permission that opens it. */
export interface Section {
  readonly path: string;
  readonly icon: IconName;
  readonly label: () => string;
  readonly permission: string;
  readonly group: SectionGroup;
}

export const sections: readonly Section[] = [
  { path: '/console/spaces', icon: 'messages-square', label: m.console_spaces, permission: 'space.administer', group: 'animate' },
  { path: '/console/welcome', icon: 'hand', label: m.welcome_console, permission: 'welcome.configure', group: 'animate' },
  { path: '/console/members', icon: 'circle-user', label: m.console_members, permission: 'member.administer', group: 'community' },
  { path: '/console/groups', icon: 'users', label: m.console_groups, permission: 'group.administer', group: 'community' },
  { path: '/console/roles', icon: 'shield', label: m.roles, permission: 'role.read', group: 'community' },
  { path: '/console/applications', icon: 'inbox', label: m.admission_applications, permission: 'application.decide', group: 'community' },
  { path: '/console/invitations', icon: 'ticket', label: m.admission_invitations, permission: 'invitation.manage', group: 'community' },
  { path: '/console/admissions', icon: 'log-in', label: m.admission_console, permission: 'admission.configure', group: 'settings' },
  { path: '/console/rules', icon: 'scale', label: m.admission_rules_console, permission: 'rules.publish', group: 'settings' },
  { path: '/console/sso', icon: 'key-round', label: m.sso_title, permission: 'sso.configure', group: 'settings' },
  { path: '/console/mail', icon: 'mail', label: m.mail_title, permission: 'sending.hold', group: 'journal' },
  { path: '/console/audit', icon: 'scroll-text', label: m.console_audit, permission: 'audit.read', group: 'journal' },
];

const GROUPS: Readonly<Record<SectionGroup, () => string>> = {
  animate: m.console_group_animate,
  community: m.console_group_community,
  settings: m.console_group_settings,
  journal: m.console_group_journal,
};

/** The permissions that open the console: that of its home, or of any room. */
export const consolePermissions: readonly string[] = ['console.enter', ...sections.map((section) => section.permission)];

/** The rooms that somebody may enter. */
export function sectionsFor(permissions: readonly string[]): readonly Section[] {
  return sections.filter((section) => permissions.includes(section.permission));
}

/** The same, under the headings of the navigation, in their order. */
export function groupedSections(permissions: readonly string[]): readonly { readonly name: SectionGroup; readonly label: string; readonly rooms: readonly Section[] }[] {
  const own = sectionsFor(permissions);
  return (Object.keys(GROUPS) as SectionGroup[])
    .map((name) => ({ name, label: GROUPS[name](), rooms: own.filter((room) => room.group === name) }))
    .filter(({ rooms }) => rooms.length > 0);
}
