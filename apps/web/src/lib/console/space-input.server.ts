import { SPACE_ACCESS, WHO_STARTS } from '@foyer/domain/spaces';
import { ROLES, type Role } from '@foyer/domain/access';
import { text } from '#lib/api/forms.ts';
import type { VariablesOf } from '#lib/api/graphql.ts';
import type { CreateSpaceMutation } from './console.operations.ts';

/** Reads the form of a space. What is not a known choice becomes the most careful one. */
export function spaceInput(form: FormData): VariablesOf<typeof CreateSpaceMutation>['input'] {
  const access = SPACE_ACCESS.find((one) => one === form.get('access')) ?? 'members';
  const whoStarts = WHO_STARTS.find((one) => one === form.get('whoStarts')) ?? 'staff';
  return {
    slug: text(form, 'slug').trim() || null,
    nameFr: text(form, 'nameFr'),
    nameEn: text(form, 'nameEn'),
    descriptionFr: text(form, 'descriptionFr'),
    descriptionEn: text(form, 'descriptionEn'),
    icon: text(form, 'icon'),
    interests: text(form, 'interests'),
    access,
    whoStarts,
    readRoles: access === 'restricted' ? rolesOf(form, 'readRole') : [],
    readCustomRoles: access === 'restricted' ? keysOf(form, 'readCustom') : [],
    readGroups: access === 'restricted' ? keysOf(form, 'readGroup') : [],
    startRoles: whoStarts === 'restricted' ? rolesOf(form, 'startRole') : [],
    startCustomRoles: whoStarts === 'restricted' ? keysOf(form, 'startCustom') : [],
    startGroups: whoStarts === 'restricted' ? keysOf(form, 'startGroup') : [],
  };
}

/** What of the house's groups and custom roles somebody may see, to open spaces to them. */
export const offeredTo = ({ permissions }: { readonly permissions: readonly string[] }): { roles: boolean; groups: boolean } => ({
  roles: permissions.includes('role.read'),
  groups: permissions.includes('group.administer'),
});

/** The ticked boxes of a family, named `family:key`. */
function keysOf(form: FormData, family: string): string[] {
  return [...form.keys()].flatMap((name) => (name.startsWith(`${family}:`) ? [name.slice(family.length + 1)] : []));
}

function rolesOf(form: FormData, family: string): Role[] {
  const ticked = keysOf(form, family);
  return ROLES.filter((role) => ticked.includes(role));
}
