import fc from 'fast-check';
import { can, holds, isReserved, mayGive, mayViewAs, PERMISSIONS, permissionsHeld, permissionsOf, rightsKey, ROLES, VISITOR, type Permission, type Viewer } from './index.js';

const viewer = (role: Viewer['role'], extraPermissions: readonly Permission[] = [], over: Partial<Viewer> = {}): Viewer => ({ memberId: 'm1', role, groupIds: [], customRoleIds: [], extraPermissions, ...over });
const permissions = Object.keys(PERMISSIONS) as Permission[];
const anyPermission = fc.constantFrom(...permissions);
const anyViewer = fc.record({ role: fc.constantFrom(...ROLES), extra: fc.uniqueArray(anyPermission) }).map(({ role, extra }) => viewer(role, extra));

describe('giving', () => {
  it('lets nobody hand on what she may not do herself, nor what is reserved unless she is an administrator', () => {
    fc.assert(
      fc.property(anyViewer, anyPermission, (giver, permission) => {
        expect(mayGive(giver, [permission])).toBe(holds(giver, permission) && (giver.role === 'admin' || !isReserved(permission)));
      }),
    );
    expect(mayGive(viewer('member', ['role.assign']), ['role.assign'])).toBe(false);
    expect(mayGive(viewer('cm'), permissionsOf('moderator'))).toBe(true);
    expect(mayGive(viewer('cm'), permissionsOf('admin'))).toBe(false);
  });

  it('reserves roles, the log and addresses', () => {
    expect(permissions.filter(isReserved)).toEqual(expect.arrayContaining(['role.administer', 'role.assign', 'audit.read', 'member.readAddress', 'member.viewAs']));
    expect(isReserved('thread.pin')).toBe(false);
  });
});

describe('other eyes', () => {
  it('see nothing that she who looks may not see herself', () => {
    fc.assert(
      fc.property(anyViewer, anyViewer, anyPermission, (behind, seen, permission) => {
        const through = { ...seen, behind };
        expect(holds(through, permission)).toBe(holds(seen, permission) && holds(behind, permission));
        expect(permissionsHeld(through)).toEqual(permissionsHeld(seen).filter((one) => holds(behind, one)));
        expect(can(through, permission, { spaceReadable: true }).allowed && !holds(behind, permission)).toBe(false);
        expect(rightsKey(through)).not.toBe(rightsKey(seen));
      }),
    );
  });

  it('are lent downwards only, and a member’s to administrators only', () => {
    expect(mayViewAs(viewer('cm'), { kind: 'role', role: 'moderator' })).toBe(true);
    expect(mayViewAs(viewer('cm'), { kind: 'role', role: 'cm' })).toBe(false);
    expect(mayViewAs(viewer('cm'), { kind: 'role', role: null })).toBe(true);
    expect(mayViewAs(viewer('admin'), { kind: 'role', role: 'admin' })).toBe(false);
    expect(mayViewAs(viewer('cm'), { kind: 'member', id: 'm2' })).toBe(false);
    expect(mayViewAs(viewer('admin'), { kind: 'member', id: 'm2' })).toBe(true);
    expect(mayViewAs(viewer('admin'), { kind: 'member', id: 'm1' })).toBe(false);
    for (const role of ['moderator', 'analyst', 'ambassador', 'member'] as const) expect(mayViewAs(viewer(role), { kind: 'role', role: null })).toBe(false);
    expect(mayViewAs(VISITOR, { kind: 'role', role: null })).toBe(false);
  });
});
