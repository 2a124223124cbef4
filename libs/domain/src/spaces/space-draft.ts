import { ROLES, type Role } from '../access/index.js';
import { accept, refuse, type Result } from '../result/index.js';
import { SPACE_ACCESS, WHO_STARTS, type SpaceAccess, type WhoStarts } from './space-access.js';
import { parseInterests } from './space-interests.js';

export const SPACE_NAME_MAX = 60;
export const SPACE_DESCRIPTION_MAX = 300;
const RAW_LINE = 1_000;

/** Flags a space may carry; each is a picture that the product ships. */
export const SPACE_ICONS = [
  'plain', 'wave', 'sun', 'star', 'leaf', 'chat', 'lampes', 'sacs', 'cires', 'sentiers', 'bivouac', 'marees', 'atelier', 'presentations', 'idees', 'annonces', 'english', 'cercle',
] as const;
export type SpaceIcon = (typeof SPACE_ICONS)[number];

export interface SpaceDraft {
  readonly nameFr: string;
  readonly nameEn: string;
  readonly descriptionFr: string;
  readonly descriptionEn: string;
  readonly icon: string;
  readonly access: SpaceAccess;
  readonly whoStarts: WhoStarts;
  readonly readRoles: readonly Role[];
  readonly readCustomRoles: readonly string[];
  readonly readGroups: readonly string[];
  readonly startRoles: readonly Role[];
  readonly startCustomRoles: readonly string[];
  readonly startGroups: readonly string[];
  /** What it is about, as words between commas; none given leaves what there is. */
  readonly interests?: string | null;
}

export interface CheckedSpace extends Omit<SpaceDraft, 'interests'> {
  readonly interests: readonly string[] | null;
}

/** Checks and tidies what an administrator typed; an empty English text takes the French one. */
export function parseSpace(draft: SpaceDraft): Result<CheckedSpace> {
  // Refused unread: normalising a long run of accents takes the square of its length.
  for (const field of ['nameFr', 'nameEn'] as const) if (draft[field].length > RAW_LINE) return refuse('space.nameLong', field, { max: SPACE_NAME_MAX });
  for (const field of ['descriptionFr', 'descriptionEn'] as const) if (draft[field].length > RAW_LINE) return refuse('space.descriptionLong', field, { max: SPACE_DESCRIPTION_MAX });
  const nameFr = line(draft.nameFr);
  const nameEn = line(draft.nameEn) || nameFr;
  if (nameFr.length < 2) return refuse('space.nameShort', 'nameFr');
  if (nameFr.length > SPACE_NAME_MAX) return refuse('space.nameLong', 'nameFr', { max: SPACE_NAME_MAX });
  if (nameEn.length > SPACE_NAME_MAX) return refuse('space.nameLong', 'nameEn', { max: SPACE_NAME_MAX });
  const descriptionFr = line(draft.descriptionFr);
  const descriptionEn = line(draft.descriptionEn) || descriptionFr;
  if (descriptionFr.length > SPACE_DESCRIPTION_MAX) return refuse('space.descriptionLong', 'descriptionFr', { max: SPACE_DESCRIPTION_MAX });
  if (descriptionEn.length > SPACE_DESCRIPTION_MAX) return refuse('space.descriptionLong', 'descriptionEn', { max: SPACE_DESCRIPTION_MAX });
  if (!(SPACE_ICONS as readonly string[]).includes(draft.icon)) return refuse('space.icon', 'icon');
  if (!SPACE_ACCESS.includes(draft.access) || !WHO_STARTS.includes(draft.whoStarts)) return refuse('space.access', 'access');
  if (draft.access === 'restricted' && draft.readRoles.length + draft.readCustomRoles.length + draft.readGroups.length === 0) return refuse('space.nobodyReads', 'access');
  if (draft.whoStarts === 'restricted' && draft.startRoles.length + draft.startCustomRoles.length + draft.startGroups.length === 0) return refuse('space.nobodyStarts', 'whoStarts');
  const interests = parseInterests(draft.interests ?? '');
  if (!interests.ok) return interests;
  return accept({
    ...draft,
    interests: draft.interests === null || draft.interests === undefined ? null : interests.value,
    nameFr,
    nameEn,
    descriptionFr,
    descriptionEn,
    readRoles: ROLES.filter((role) => draft.readRoles.includes(role)),
    startRoles: ROLES.filter((role) => draft.startRoles.includes(role)),
    readCustomRoles: [...new Set(draft.readCustomRoles)],
    readGroups: [...new Set(draft.readGroups)],
    startCustomRoles: [...new Set(draft.startCustomRoles)],
    startGroups: [...new Set(draft.startGroups)],
  });
}

const line = (text: string): string => text.normalize('NFC').replace(/[\p{Cc}\p{Cf}]/gu, '').replace(/\s+/g, ' ').trim();
