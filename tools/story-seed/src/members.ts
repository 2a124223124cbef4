import type { MemberRecord } from '@foyer/domain/imports';
import type { Random } from './art/scene.js';
import { between, chanceOf, draw } from './chance.js';
import { demoAccounts, HOUSE_DOMAIN, MAIL_DOMAINS } from './community.js';
import { earliest, later, latest, type HouseTime } from './house-time.js';
import { portraitPath } from './images/raster-plan.js';
import type { Story, StoryMember } from './story.js';
import type { writingSpans } from './timeline.js';

/** Who works at the house. */
const TEAM: readonly string[] = ['admin', 'cm', 'moderator', 'analyst'];

type Spans = ReturnType<typeof writingSpans>;

/** Somebody of the story, with what the rest of the building needs to know. */
export interface Inhabitant {
  readonly member: StoryMember;
  readonly joinedAt: Date;
  /** After it she did nothing: the end of her last visit. */
  readonly lastVisit: Date;
  /** How readily she reacts to what others write. */
  readonly warmth: number;
}

/** Everybody by key, with the dates of their coming and of their last visit. */
export function inhabitants(story: Story, spans: Spans, time: HouseTime): ReadonlyMap<string, Inhabitant> {
  const planned = new Map(demoAccounts.map(({ memberKey, lastVisit }) => [memberKey, time.at(lastVisit.day, lastVisit.at)]));
  return new Map(
    story.members.map((member) => {
      const chance = chanceOf(`member ${member.key}`);
      const span = spans.get(member.key);
      const someHour = time.at(member.joined, between(chance, 7 * 60, 22 * 60));
      const joinedAt = span ? earliest(someHour, later(span.first, -between(chance, 4, 25))) : someHour;
      const quietSince = span ? later(span.last, between(chance, 2, 6)) : later(joinedAt, 30);
      // Most people also come to read: the demo's sign-ins as planned, the others when they do.
      const reading = planned.get(member.key) ?? lastReading(chance, time);
      const lastVisit = earliest(latest(quietSince, reading), time.present);
      const warmth = 0.3 + 1.7 * chance() ** 2 + Math.min(1, (span?.posts ?? 0) / 30);
      return [member.key, { member, joinedAt, lastVisit, warmth }];
    }),
  );
}

/** Two in five came by this evening, most of the others within the month. */
function lastReading(chance: Random, time: HouseTime): Date {
  const day = -Math.floor(40 * chance() ** 4);
  return day === 0 ? later(time.present, -160 * chance() ** 2) : time.at(day, between(chance, 8 * 60, 22 * 60));
}

/**
 * Everybody has an address, confirmed on the day she came, and the demo's password.
 *
 * @param passwordHash of that password; without it nobody has an account
 */
export function memberRecords(people: Iterable<Inhabitant>, passwordHash: string | null): MemberRecord[] {
  const accounts = new Map(demoAccounts.map((account) => [account.memberKey, account]));
  const everybody = [...people];
  return everybody.map(({ member, joinedAt, lastVisit }) => {
    return {
      key: member.key,
      handle: member.handle,
      displayName: member.name,
      createdAt: joinedAt,
      role: member.role,
      // Invented people: nobody will come to claim them.
      state: 'active',
      locale: member.lang,
      bio: member.bio ?? '',
      place: member.place ?? null,
      pronouns: member.pronouns ?? null,
      expertise: member.expertise,
      interests: member.interests,
      links: member.links,
      teamTask: member.task ?? null,
      teamContact: member.contact ?? null,
      followsKeys: followed(member, everybody),
      avatarPath: `/media/${portraitPath(member.key)}`,
      ...(passwordHash !== null && { account: { email: accounts.get(member.key)?.email ?? addressOf(member), passwordHash, confirmedAt: joinedAt } }),
      readBaselineAt: lastVisit,
      lastSeenAt: lastVisit,
      previousVisitAt: lastVisit,
    };
  });
}

/** An address that cannot receive mail: the team's at the house, everybody else's where people have theirs. */
function addressOf({ key, role }: StoryMember): string {
  const chance = chanceOf(`address ${key}`);
  const domain = TEAM.includes(role) ? HOUSE_DOMAIN : MAIL_DOMAINS[Math.floor(chance() * MAIL_DOMAINS.length)];
  return `${key}@${domain ?? HOUSE_DOMAIN}`;
}

/** Whom a member follows: those who write readily, and those who share a word with her. One in eight follows nobody. */
function followed(member: StoryMember, everybody: readonly Inhabitant[]): string[] {
  const chance = chanceOf(`follows ${member.key}`);
  const count = chance() < 0.125 ? 0 : between(chance, 1, 14);
  const words = new Set([...member.expertise, ...member.interests]);
  const shared = (other: StoryMember): number => [...other.expertise, ...other.interests].filter((word) => words.has(word)).length;
  const others = everybody.filter((other) => other.member.key !== member.key);
  return draw(chance, others, count, (other) => 0.2 + other.warmth ** 2 + shared(other.member)).map((other) => other.member.key);
}
