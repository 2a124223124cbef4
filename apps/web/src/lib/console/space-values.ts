import type { FragmentOf } from '#lib/api/graphql.ts';
import type { SpaceAdminFields } from './console.operations.ts';

type SpaceAdmin = FragmentOf<typeof SpaceAdminFields>;

/** What the form of a space shows. */
export interface SpaceValues {
  readonly nameFr: string;
  readonly nameEn: string;
  readonly descriptionFr: string;
  readonly descriptionEn: string;
  readonly slug: string;
  readonly icon: string;
  readonly access: string;
  readonly whoStarts: string;
  readonly readRoles: readonly string[];
  readonly readCustomRoles: readonly string[];
  readonly readGroups: readonly string[];
  readonly startRoles: readonly string[];
  readonly startCustomRoles: readonly string[];
  readonly startGroups: readonly string[];
  /** Words between commas. */
  readonly interests: string;
}

/** A new space is open to all members, who start threads in it. */
export const newSpace: SpaceValues = {
  nameFr: '', nameEn: '', descriptionFr: '', descriptionEn: '', slug: '', icon: 'plain', access: 'members', whoStarts: 'members',
  readRoles: [], readCustomRoles: [], readGroups: [], startRoles: [], startCustomRoles: [], startGroups: [], interests: '',
};

export function valuesOfSpace(admin: SpaceAdmin): SpaceValues {
  const { nameFr, nameEn, descriptionFr, descriptionEn, readRoles, readCustomRoles, readGroups, startRoles, startCustomRoles, startGroups, space } = admin;
  return {
    nameFr, nameEn, descriptionFr, descriptionEn, readRoles, readCustomRoles, readGroups, startRoles, startCustomRoles, startGroups,
    slug: space.slug, icon: space.icon, access: space.access, whoStarts: space.whoStarts, interests: admin.interests.join(', '),
  };
}

/** What was typed before a refusal. */
export function valuesOfForm(typed: Readonly<Record<string, string>>): SpaceValues {
  const family = (name: string): string[] => Object.keys(typed).flatMap((key) => (key.startsWith(`${name}:`) ? [key.slice(name.length + 1)] : []));
  const one = (name: string): string => typed[name] ?? '';
  return {
    nameFr: one('nameFr'), nameEn: one('nameEn'), descriptionFr: one('descriptionFr'), descriptionEn: one('descriptionEn'),
    slug: one('slug'), interests: one('interests'), icon: one('icon'), access: one('access'), whoStarts: one('whoStarts'),
    readRoles: family('readRole'), readCustomRoles: family('readCustom'), readGroups: family('readGroup'), startRoles: family('startRole'), startCustomRoles: family('startCustom'), startGroups: family('startGroup'),
  };
}
