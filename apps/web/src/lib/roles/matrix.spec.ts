import { columnsOf, differing } from './matrix.ts';

const permission = (name: string) => ({ name, sentence: name, reserved: false, everybody: false, givable: true });
const matrix = {
  areas: [{ key: 'a', name: 'A', permissions: [permission('read'), permission('pin')] }, { key: 'b', name: 'B', permissions: [permission('enter')] }],
  builtIn: [
    { role: 'member' as const, permissions: ['read', 'enter'], membersCount: 12, viewable: true },
    { role: null, permissions: ['enter'], membersCount: 0, viewable: true },
  ],
  custom: [{ code: 'abcd', name: 'Épingleuse', description: '', permissions: ['pin'], membersCount: 1, givable: true }],
};

describe('the matrix of roles', () => {
  it('goes from visitors up, and gives custom roles what members have', () => {
    const columns = columnsOf(matrix, (role) => role ?? 'visitor');
    expect(columns.map((column) => [column.key, column.membersCount, [...column.permissions].sort()])).toEqual([
      ['visitor', null, ['enter']],
      ['member', 12, ['enter', 'read']],
      ['abcd', 1, ['enter', 'pin', 'read']],
    ]);
  });

  it('can leave out what all have', () => {
    expect(differing(matrix.areas, columnsOf(matrix, (role) => role ?? 'visitor')).map((area) => [area.key, area.permissions.map((one) => one.name)])).toEqual([['a', ['read', 'pin']]]);
  });
});
