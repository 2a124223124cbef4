import { isStaff, type Role } from '../access/index.js';

/** Who may see a field of a profile, from the widest to the narrowest. */
export const AUDIENCES = ['everybody', 'members', 'team', 'self'] as const;
export type Audience = (typeof AUDIENCES)[number];

/**
 * The fields whose audience a member chooses, and who sees each as long as she did not. Name, handle, portrait, role
 * and the day she came stand beside everything she writes: they are for everybody who may read it.
 */
export const PROFILE_FIELDS = {
  cover: 'everybody',
  pronouns: 'everybody',
  bio: 'everybody',
  expertise: 'everybody',
  interests: 'members',
  links: 'members',
  place: 'members',
  activity: 'members',
  follows: 'members',
} as const satisfies Record<string, Audience>;

export type ProfileField = keyof typeof PROFILE_FIELDS;
export type Visibility = Readonly<Partial<Record<ProfileField, Audience>>>;

export const profileFields = Object.keys(PROFILE_FIELDS) as ProfileField[];

/** The audiences that somebody with this role belongs to; `null` is a visitor. Of her own profile a member sees all. */
export function audiencesOf(role: Role | null): Audience[] {
  if (role === null) return ['everybody'];
  return isStaff(role) ? ['everybody', 'members', 'team'] : ['everybody', 'members'];
}

/** Who sees a field: what she chose, or the default. */
export const audienceOf = (visibility: Visibility, field: ProfileField): Audience => visibility[field] ?? PROFILE_FIELDS[field];

/** Keeps known fields with known audiences, and of those only what differs from the defaults. */
export function readVisibility(given: unknown): Visibility {
  if (typeof given !== 'object' || given === null) return {};
  const chosen: Partial<Record<ProfileField, Audience>> = {};
  for (const field of profileFields) {
    const audience = AUDIENCES.find((known) => known === (given as Record<string, unknown>)[field]);
    if (audience && audience !== PROFILE_FIELDS[field]) chosen[field] = audience;
  }
  return chosen;
}
