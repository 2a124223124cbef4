import type { Role } from './roles.js';

/** What a permission is about: the whole community, one space, or something of one's own. */
export type Scope = 'community' | 'space' | 'own';

export interface PermissionRule {
  readonly scope: Scope;
  /** Who has it without being told so. `visitor` is anybody, signed in or not. */
  readonly defaults: readonly (Role | 'visitor')[];
}

const everybody = ['visitor', 'admin', 'cm', 'moderator', 'analyst', 'ambassador', 'member'] as const;
const signedIn = ['admin', 'cm', 'moderator', 'analyst', 'ambassador', 'member'] as const;
const contributors = ['admin', 'cm', 'moderator', 'ambassador', 'member'] as const;
const staff = ['admin', 'cm', 'moderator'] as const;

/**
 * The catalogue: everything that somebody may or may not do. What is not listed here cannot be allowed.
 * The analyst reads and writes nothing.
 */
export const PERMISSIONS = {
  'community.read': { scope: 'community', defaults: everybody },
  'session.open': { scope: 'community', defaults: everybody },
  'session.close': { scope: 'own', defaults: everybody },
  'account.create': { scope: 'community', defaults: everybody },
  'account.claim': { scope: 'community', defaults: everybody },
  'account.secure': { scope: 'own', defaults: signedIn },
  'account.recover': { scope: 'community', defaults: everybody },
  'account.invite': { scope: 'community', defaults: ['admin'] },
  'admission.configure': { scope: 'community', defaults: ['admin'] },
  'invitation.manage': { scope: 'community', defaults: ['admin', 'cm'] },
  'application.decide': { scope: 'community', defaults: staff },
  'rules.publish': { scope: 'community', defaults: ['admin'] },
  'consent.give': { scope: 'own', defaults: signedIn },
  'member.read': { scope: 'community', defaults: everybody },
  'member.suggest': { scope: 'community', defaults: contributors },
  'member.administer': { scope: 'community', defaults: ['admin', 'cm'] },
  'member.readAddress': { scope: 'community', defaults: ['admin'] },
  'member.suspend': { scope: 'community', defaults: ['admin', 'cm'] },
  'member.viewAs': { scope: 'community', defaults: ['admin'] },
  'member.browse': { scope: 'community', defaults: signedIn },
  'member.follow': { scope: 'own', defaults: contributors },
  'member.block': { scope: 'own', defaults: contributors },
  'member.edit': { scope: 'community', defaults: ['admin', 'cm'] },
  'member.resetFactors': { scope: 'community', defaults: ['admin'] },
  'member.moveAddress': { scope: 'community', defaults: ['admin'] },
  'profile.edit': { scope: 'own', defaults: signedIn },
  'group.administer': { scope: 'community', defaults: ['admin'] },
  'role.read': { scope: 'community', defaults: ['admin', 'cm'] },
  'role.administer': { scope: 'community', defaults: ['admin'] },
  'role.assign': { scope: 'community', defaults: ['admin'] },
  'role.viewAs': { scope: 'community', defaults: ['admin', 'cm'] },
  'space.read': { scope: 'space', defaults: everybody },
  'space.administer': { scope: 'community', defaults: ['admin'] },
  'space.readArchived': { scope: 'community', defaults: staff },
  'thread.read': { scope: 'space', defaults: everybody },
  'thread.start': { scope: 'space', defaults: contributors },
  'thread.announce': { scope: 'space', defaults: ['admin', 'cm'] },
  'thread.reply': { scope: 'space', defaults: contributors },
  'thread.replyClosed': { scope: 'space', defaults: staff },
  'thread.edit': { scope: 'own', defaults: contributors },
  'thread.editAny': { scope: 'space', defaults: staff },
  'thread.close': { scope: 'space', defaults: staff },
  'thread.pin': { scope: 'space', defaults: ['admin', 'cm'] },
  'thread.arrange': { scope: 'space', defaults: staff },
  'thread.pinReply': { scope: 'space', defaults: staff },
  'thread.accept': { scope: 'own', defaults: contributors },
  'thread.acceptAny': { scope: 'space', defaults: staff },
  'idea.vote': { scope: 'space', defaults: contributors },
  'idea.decide': { scope: 'space', defaults: ['admin', 'cm'] },
  'draft.keep': { scope: 'own', defaults: contributors },
  'thread.markRead': { scope: 'own', defaults: signedIn },
  'bookmark.keep': { scope: 'own', defaults: signedIn },
  'subscription.set': { scope: 'own', defaults: signedIn },
  'post.edit': { scope: 'own', defaults: contributors },
  'post.editAny': { scope: 'space', defaults: staff },
  'post.editWiki': { scope: 'space', defaults: contributors },
  'post.remove': { scope: 'own', defaults: contributors },
  'post.removeAny': { scope: 'space', defaults: staff },
  'post.readRemoved': { scope: 'space', defaults: staff },
  'post.react': { scope: 'space', defaults: contributors },
  'mail.read': { scope: 'community', defaults: ['admin'] },
  'mail.retry': { scope: 'community', defaults: ['admin'] },
  'mail.stop': { scope: 'own', defaults: everybody },
  'sending.read': { scope: 'community', defaults: [...staff, 'analyst'] },
  'sending.hold': { scope: 'community', defaults: ['admin', 'cm'] },
  'welcome.configure': { scope: 'community', defaults: ['admin', 'cm'] },
  'sso.configure': { scope: 'community', defaults: ['admin'] },
  'audit.read': { scope: 'community', defaults: ['admin'] },
  'audit.export': { scope: 'community', defaults: ['admin'] },
  'console.enter': { scope: 'community', defaults: ['admin', 'cm'] },
  'import.run': { scope: 'community', defaults: ['admin'] },
} as const satisfies Record<string, PermissionRule>;

export type Permission = keyof typeof PERMISSIONS;

/** The permissions a role has by default; `null` is a visitor. Sorted by name. */
export function permissionsOf(role: Role | null): Permission[] {
  const who = role ?? 'visitor';
  return (Object.keys(PERMISSIONS) as Permission[])
    .filter((name) => (PERMISSIONS[name].defaults as readonly string[]).includes(who))
    .sort();
}

/** Whether a stored name is a permission of this version. */
export const isPermission = (name: string): name is Permission => Object.hasOwn(PERMISSIONS, name);
