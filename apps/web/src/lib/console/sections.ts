import { m } from '#lib/i18n/index.ts';
import type { IconName } from '#lib/ui/icon-names.ts';

/** A room of the console and the permission that opens it. */
export interface Section {
  readonly path: string;
  readonly icon: IconName;
  readonly label: () => string;
  readonly permission: string;
}

export const sections: readonly Section[] = [
  { path: '/console/spaces', icon: 'messages-square', label: m.console_spaces, permission: 'space.administer' },
  { path: '/console/groups', icon: 'users', label: m.console_groups, permission: 'group.administer' },
  { path: '/console/roles', icon: 'shield', label: m.roles, permission: 'role.read' },
  { path: '/console/members', icon: 'circle-user', label: m.console_members, permission: 'member.administer' },
  { path: '/console/mail', icon: 'mail', label: m.mail_title, permission: 'sending.hold' },
  { path: '/console/sso', icon: 'key-round', label: m.sso_title, permission: 'sso.configure' },
  { path: '/console/applications', icon: 'inbox', label: m.admission_applications, permission: 'application.decide' },
  { path: '/console/invitations', icon: 'ticket', label: m.admission_invitations, permission: 'invitation.manage' },
  { path: '/console/admissions', icon: 'log-in', label: m.admission_console, permission: 'admission.configure' },
  { path: '/console/rules', icon: 'scale', label: m.admission_rules_console, permission: 'rules.publish' },
];

/** The rooms that somebody may enter. */
export function sectionsFor(permissions: readonly string[]): readonly Section[] {
  return sections.filter((section) => permissions.includes(section.permission));
}
