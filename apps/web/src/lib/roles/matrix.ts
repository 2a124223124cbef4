import type { ResultOf } from '#lib/api/graphql.ts';
import type { Role } from '#lib/shell/shell.ts';
import type { RoleMatrixQuery } from './roles.operations.ts';

type Matrix = ResultOf<typeof RoleMatrixQuery>['roleMatrix'];

/** A column of the matrix. */
export interface MatrixRole {
  /** Names it in the address: a built-in role's word, or a custom one's code. */
  readonly key: string;
  readonly name: string;
  readonly membersCount: number | null;
  /** The page of a custom role. */
  readonly href: string | null;
  readonly permissions: ReadonlySet<string>;
}

/** The columns: built-in roles from visitors to administrators, then the custom ones, which add to a member's. */
export function columnsOf(matrix: Matrix, nameOf: (role: Role | null) => string): readonly MatrixRole[] {
  const member = matrix.builtIn.find((one) => one.role === 'member')?.permissions ?? [];
  const builtIn = matrix.builtIn.toReversed().map(({ role, membersCount, permissions }) => ({
    key: role ?? 'visitor', name: nameOf(role ?? null), membersCount: role ? membersCount : null, href: null, permissions: new Set(permissions),
  }));
  const custom = matrix.custom.map(({ code, name, membersCount, permissions }) => ({ key: code, name, membersCount, href: `/console/roles/${code}`, permissions: new Set([...member, ...permissions]) }));
  return [...builtIn, ...custom];
}

/** The areas with those permissions only in which the columns differ. */
export function differing(areas: Matrix['areas'], columns: readonly MatrixRole[]): Matrix['areas'] {
  const differs = (name: string): boolean => new Set(columns.map((column) => column.permissions.has(name))).size > 1;
  return areas.map((area) => ({ ...area, permissions: area.permissions.filter((one) => differs(one.name)) })).filter((area) => area.permissions.length > 0);
}
