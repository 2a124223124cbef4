import type { CommunityRecords, SpaceRecord } from '@foyer/domain/imports';
import { customRoles, ruleGroups, testersGroup } from './community.js';
import { houseTime, later, type HouseTime } from './house-time.js';
import { inhabitants, memberRecords, type Inhabitant } from './members.js';
import { readingsOf } from './readings.js';
import type { Story, StorySpace } from './story.js';
import { threadRecord } from './threads.js';
import { storyTimes, writingSpans } from './timeline.js';

export interface Moment {
  /** The real present; the story's is the latest 20:15 before it. */
  readonly now: Date;
  /** IANA zone of the community. */
  readonly timeZone: string;
  /** Argon2id hash of the demo's password; without it there are no accounts. */
  readonly passwordHash?: string;
}

/** Before anybody came, the house was set up. */
const OPENING_DAY = -430;

/** The written story as records with dates: pure, and the same every time for the same moment. */
export function buildCommunity(story: Story, { now, timeZone, passwordHash }: Moment): CommunityRecords {
  const time = houseTime(now, timeZone);
  const times = storyTimes(story, time);
  const people = inhabitants(story, writingSpans(story, times), time);
  const threads = story.threads.map((thread) => {
    const space = story.spaces.find(({ key }) => key === thread.space);
    const readers = [...people.values()].filter((person) => mayRead(person, space));
    const record = threadRecord(thread, { time, times: times.get(thread.slug) ?? [], people, readers });
    return { ...record, reads: readingsOf(record, people) };
  });
  return {
    members: memberRecords(people.values(), passwordHash ?? null),
    customRoles,
    groups: [...ruleGroups.map(({ day, ...group }) => ({ ...group, createdAt: time.at(day, 11 * 60), memberKeys: [] })), { key: testersGroup.key, name: testersGroup.name, description: testersGroup.description, createdAt: time.at(testersGroup.day, 11 * 60), memberKeys: testersGroup.memberKeys }],
    spaces: story.spaces.map((space) => spaceRecord(space, time)),
    threads: threads.sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime()),
  };
}

function mayRead({ member }: Inhabitant, space: StorySpace | undefined): boolean {
  return space !== undefined && (space.access !== 'roles' || space.roles.includes(member.role));
}

function spaceRecord(space: StorySpace, time: HouseTime): SpaceRecord {
  const restricted = space.access === 'roles';
  return {
    key: space.key,
    slug: space.slug,
    name: space.name,
    description: space.description,
    icon: space.flag,
    access: restricted ? 'restricted' : space.access === 'members' ? 'members' : 'public',
    whoStarts: space.startThreads,
    interests: space.interests,
    grants: space.roles.map((role) => ({ action: 'read', role })),
    createdAt: later(time.at(OPENING_DAY, 10 * 60), space.order),
  };
}
