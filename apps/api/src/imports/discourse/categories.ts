import type { SpaceRecord } from '@foyer/domain/imports';
import { keyOf } from './keys.js';
import type { DiscourseCategory } from './topic.schema.js';
import { WORDS } from './words.js';

/** New names of spaces: `Category 5`, `5`, the category's own name or its slug → name. */
export type Renames = ReadonlyMap<string, string>;

/**
 * The spaces that the topics ask for, in the forum's order, since their first topics. A category that the forum kept from some readers is
 * open to the staff alone: who else may read it is for an administrator to say.
 */
export function spacesOf(firstSeen: ReadonlyMap<number | null, Date>, categories: readonly DiscourseCategory[], renames: Renames): SpaceRecord[] {
  const byId = new Map(categories.map((category) => [category.id, category]));
  return [...firstSeen.keys()]
    .sort((a, b) => placeOf(a, byId) - placeOf(b, byId) || (a ?? Infinity) - (b ?? Infinity))
    .map((id) => ({ ...spaceOf(id, id === null ? undefined : byId.get(id), renames), createdAt: firstSeen.get(id) }));
}

/** Categories come in their order, each before its own parts; unknown ones last. */
function placeOf(id: number | null, byId: ReadonlyMap<number, DiscourseCategory>): number {
  const category = id === null ? undefined : byId.get(id);
  if (!category) return Number.MAX_SAFE_INTEGER;
  const parent = category.parent_category_id === null ? undefined : byId.get(category.parent_category_id);
  const own = category.position ?? 0;
  return parent ? (parent.position ?? 0) * 1_000 + 1 + own : own * 1_000;
}

function spaceOf(id: number | null, category: DiscourseCategory | undefined, renames: Renames): SpaceRecord {
  const given = namesOf(id, category);
  const renamed = [String(id), given.fr, given.en, category?.slug ?? ''].map((name) => renames.get(name.toLowerCase())).find((name) => name !== undefined);
  const name = renamed === undefined ? given : { fr: renamed, en: renamed };
  const description = category?.description_text?.trim() ?? '';
  return {
    key: keyOf.space(id),
    aliases: category?.slug ? [keyOf.spaceSlug(category.slug)] : [],
    slug: renamed ?? (category?.slug || name.en),
    name,
    description: { fr: description, en: description },
    ...(category?.read_restricted && { access: 'restricted' as const, whoStarts: 'restricted' as const, grants: STAFF_GRANTS }),
  };
}

const STAFF_GRANTS: NonNullable<SpaceRecord['grants']> = (['read', 'start'] as const).flatMap((action) => (['admin', 'cm', 'moderator'] as const).map((role) => ({ action, role })));

function namesOf(id: number | null, category: DiscourseCategory | undefined): { fr: string; en: string } {
  if (category) return { fr: category.name, en: category.name };
  if (id === null) return { fr: WORDS.fr.uncategorised, en: WORDS.en.uncategorised };
  return { fr: WORDS.fr.category(id), en: WORDS.en.category(id) };
}
