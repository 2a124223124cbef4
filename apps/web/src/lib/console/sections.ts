import { m } from '#lib/i18n/index.ts';
import type { IconName } from '#lib/ui/icon-names.ts';

/** Where in the navigation a room stands. */
export type SectionGroup = 'animate' | 'community' | 'entrance' | 'journal';

/** A room of the console and the permissions that open it: any one of them. */
export interface Section {
  readonly path: string;
  readonly icon: IconName;
  readonly label: () => string;
  readonly permissions: readonly string[];
  readonly group: SectionGroup;
}

export const sections: readonly Section[] = [
  { path: '/console/spaces', icon: 'messages-square', label: m.console_spaces, permissions: ['space.administer'], group: 'animate' },
  { path: '/console/welcome', icon: 'hand', label: m.welcome_console, permissions: ['welcome.configure'], group: 'animate' },
  { path: '/console/members', icon: 'circle-user', label: m.console_members, permissions: ['member.administer'], group: 'community' },
  { path: '/console/groups', icon: 'users', label: m.console_groups, permissions: ['group.administer'], group: 'community' },
  { path: '/console/roles', icon: 'shield', label: m.roles, permissions: ['role.read'], group: 'community' },
  { path: '/console/applications', icon: 'inbox', label: m.admission_applications, permissions: ['application.decide'], group: 'entrance' },
  { path: '/console/invitations', icon: 'ticket', label: m.admission_invitations, permissions: ['invitation.manage'], group: 'entrance' },
  { path: '/console/admissions', icon: 'log-in', label: m.admission_console, permissions: ['admission.configure'], group: 'entrance' },
  { path: '/console/sso', icon: 'key-round', label: m.sso_title, permissions: ['sso.configure'], group: 'entrance' },
  { path: '/console/rules', icon: 'scale', label: m.admission_rules_console, permissions: ['rules.publish'], group: 'entrance' },
  { path: '/console/mail', icon: 'mail', label: m.mail_title, permissions: ['mail.read', 'sending.hold'], group: 'journal' },
  { path: '/console/audit', icon: 'scroll-text', label: m.console_audit, permissions: ['audit.read'], group: 'journal' },
];

const GROUPS: Readonly<Record<SectionGroup, () => string>> = {
  animate: m.console_group_animate,
  community: m.console_group_community,
  entrance: m.console_group_entrance,
  journal: m.console_group_journal,
};

/** The permissions that open the console: that of its home, or of any room. */
export const consolePermissions: readonly string[] = ['console.enter', ...new Set(sections.flatMap((section) => section.permissions))];

/** The rooms that somebody may enter. */
export function sectionsFor(permissions: readonly string[]): readonly Section[] {
  return sections.filter((section) => section.permissions.some((permission) => permissions.includes(permission)));
}

/** The permissions of which one opens a room. */
export const opening = (path: string): readonly string[] => sections.find((section) => section.path === path)?.permissions ?? [];

/** The same, under the headings of the navigation, in their order. */
export function groupedSections(permissions: readonly string[]): readonly { readonly name: SectionGroup; readonly label: string; readonly rooms: readonly Section[] }[] {
  const own = sectionsFor(permissions);
  return (Object.keys(GROUPS) as SectionGroup[])
    .map((name) => ({ name, label: GROUPS[name](), rooms: own.filter((room) => room.group === name) }))
    .filter(({ rooms }) => rooms.length > 0);
}
