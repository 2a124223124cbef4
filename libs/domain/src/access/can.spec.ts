import fc from 'fast-check';
import { can, holds, PERMISSIONS, permissionsHeld, permissionsOf, ROLES, VISITOR, type Permission, type Viewer } from './index.js';

const member = (role: Viewer['role']): Viewer => ({ memberId: 'm1', role, groupIds: [], customRoleIds: [], extraPermissions: [] });
const anyPermission = fc.constantFrom(...(Object.keys(PERMISSIONS) as Permission[]));
const anyRole = fc.constantFrom(...ROLES);

describe('can', () => {
  it('keeps everything of a space from whoever may not read the space, whatever the role', () => {
    fc.assert(
      fc.property(anyPermission, anyRole, (permission, role) => {
        if (PERMISSIONS[permission].scope !== 'space') return;
        expect(can(member(role), permission, { spaceReadable: false })).toEqual({ allowed: false, reason: 'hidden' });
        expect(can(member(role), permission)).toEqual({ allowed: false, reason: 'hidden' });
      }),
    );
  });

  it('refuses another member’s own things', () => {
    expect(can(member('admin'), 'post.edit', { ownerId: 'm2' })).toEqual({ allowed: false, reason: 'notOwner' });
    expect(can(member('member'), 'post.edit', { ownerId: 'm1' })).toEqual({ allowed: true });
  });

  it('asks a visitor to sign in, and tells a member that the role lacks it', () => {
    expect(can(VISITOR, 'thread.reply', { spaceReadable: true })).toEqual({ allowed: false, reason: 'signIn' });
    expect(can(member('analyst'), 'thread.reply', { spaceReadable: true })).toEqual({ allowed: false, reason: 'role' });
  });

  it('gives the analyst nothing to write', () => {
    const written = permissionsOf('analyst').filter((p) => /\.(start|reply|edit|remove|react|close|pin|accept|administer)/.test(p));
    expect(written).toEqual(['profile.edit', 'session.close']);
  });

  it('allows by default what the catalogue says, and no more', () => {
    expect(Object.fromEntries([null, ...ROLES].map((role) => [role ?? 'visitor', permissionsOf(role)]))).toMatchSnapshot();
  });

  it('adds what a custom role holds to the role, and takes nothing away; of a space, only where it is readable', () => {
    fc.assert(
      fc.property(anyRole, fc.uniqueArray(anyPermission), anyPermission, (role, extraPermissions, permission) => {
        const viewer = { ...member(role), extraPermissions };
        expect(holds(viewer, permission)).toBe(holds(member(role), permission) || extraPermissions.includes(permission));
        expect(permissionsHeld(viewer)).toEqual((Object.keys(PERMISSIONS) as Permission[]).filter((name) => holds(viewer, name)).sort());
        if (PERMISSIONS[permission].scope === 'space') expect(can(viewer, permission, { spaceReadable: false })).toEqual({ allowed: false, reason: 'hidden' });
      }),
    );
  });
});
