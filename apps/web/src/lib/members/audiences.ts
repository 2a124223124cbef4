import type { ResultOf } from '#lib/api/graphql.ts';
import { m } from '#lib/i18n/index.ts';
import type { OwnProfileQuery } from './profile.operations.ts';

type Own = NonNullable<NonNullable<ResultOf<typeof OwnProfileQuery>['member']>['own']>;
export type ProfileField = Own['visibility'][number]['field'];
export type Audience = Own['visibility'][number]['audience'];

export const AUDIENCES: readonly Audience[] = ['everybody', 'members', 'team', 'self'];

const audienceLabels: Record<Audience, () => string> = {
  everybody: m.members_audience_everybody,
  members: m.members_audience_members,
  team: m.members_audience_team,
  self: m.members_audience_self,
};

const fieldLabels: Record<ProfileField, () => string> = {
  cover: m.members_of_cover,
  pronouns: m.members_of_pronouns,
  bio: m.members_of_bio,
  expertise: m.members_of_expertise,
  interests: m.members_of_interests,
  links: m.members_of_links,
  place: m.members_of_place,
  activity: m.members_of_activity,
  follows: m.members_of_follows,
};

/** Who may see a field, in words. */
export const audienceOptions = (): { readonly value: Audience; readonly label: string }[] => AUDIENCES.map((value) => ({ value, label: audienceLabels[value]() }));

/** The name of a field whose audience can be chosen. */
export const fieldLabel = (field: ProfileField): string => fieldLabels[field]();

export const isProfileField = (name: string): name is ProfileField => Object.hasOwn(fieldLabels, name);
