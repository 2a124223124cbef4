import { ROLES, type Role } from '../access/index.js';

/** What a value of the provider's gives here; without a value, what everybody gets who comes from there. */
export interface Mapping {
  readonly value: string | null;
  readonly role: Role | null;
  readonly customRoleId: string | null;
  readonly groupId: string | null;
}

export interface Wanted {
  /** The highest role that a value gives, or null when none does. */
  readonly role: Role | null;
  readonly customRoleIds: readonly string[];
  readonly groupIds: readonly string[];
}

/** What a member who comes with these values is to have. */
export function rightsWanted(mappings: readonly Mapping[], values: readonly string[]): Wanted {
  const met = mappings.filter((mapping) => mapping.value === null || values.includes(mapping.value));
  const roles = met.flatMap((mapping) => mapping.role ?? []);
  return {
    role: ROLES.find((role) => roles.includes(role)) ?? null,
    customRoleIds: [...new Set(met.flatMap((mapping) => mapping.customRoleId ?? []))],
    groupIds: [...new Set(met.flatMap((mapping) => mapping.groupId ?? []))],
  };
}

/** Her role, the one a provider gave her (if it did), and the one she had before. */
export interface RoleHeld {
  readonly role: Role;
  readonly granted: Role | null;
  readonly before: Role | null;
}

/**
 * Her role after a sign-in. A provider raises and takes back what it gave; it never takes away what a person here gave,
 * and a role that was changed by hand since is the one to build on.
 */
export function roleAfter(held: RoleHeld, wanted: Role | null): RoleHeld {
  const own = held.granted !== null && held.granted === held.role && held.before !== null ? held.before : held.role;
  if (wanted === null || rank(wanted) <= rank(own)) return { role: own, granted: null, before: null };
  return { role: wanted, granted: wanted, before: own };
}

const rank = (role: Role): number => ROLES.length - ROLES.indexOf(role);
