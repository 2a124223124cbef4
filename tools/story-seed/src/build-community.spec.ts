import type { PostRecord } from '@foyer/domain/imports';
import { buildCommunity } from './build-community.js';
import { demoAccounts } from './community.js';
import { houseTime } from './house-time.js';
import { readStory } from './read-story.js';

const story = readStory();
const moment = { now: new Date('2026-11-20T19:20:00Z'), timeZone: 'Europe/Paris', passwordHash: '$argon2id$test' };
const { present } = houseTime(moment.now, moment.timeZone);
const community = buildCommunity(story, moment);
const posts = community.threads.flatMap((thread) => thread.posts);
const byKey = new Map(community.members.map((member) => [member.key, member]));

const joined = (key: string): Date => {
  const member = byKey.get(key);
  if (!member) throw new Error(`no member ${key}`);
  return member.createdAt;
};
const sourceOf = (post: PostRecord): string => ('markdown' in post.text ? post.text.markdown : post.text.html);

describe('the story', () => {
  it('is a year of a community of some size', () => {
    expect(community.members).toHaveLength(120);
    expect(community.spaces).toHaveLength(12);
    expect(community.threads.length).toBeGreaterThanOrEqual(200);
    expect(posts.length).toBeGreaterThanOrEqual(1_500);
    expect(posts.length).toBeLessThan(2_000);
    const oldest = Math.min(...community.threads.map(({ createdAt }) => createdAt.getTime()));
    expect((present.getTime() - oldest) / 86_400_000).toBeGreaterThan(330);
  });

  it('is the same every time it is told', () => {
    expect(buildCommunity(readStory(), moment)).toEqual(community);
    expect(buildCommunity(story, { ...moment, now: new Date('2026-11-21T19:14:00Z') })).toEqual(community);
  });

  it.each(['2026-03-30T07:00:00Z', '2026-10-26T03:30:00Z', '2027-01-01T00:00:00Z'])('can be told at any time of the year (%s)', (now) => {
    const told = buildCommunity(story, { ...moment, now: new Date(now) });
    for (const thread of told.threads) {
      const times = thread.posts.map(({ createdAt }) => createdAt.getTime());
      expect(times).toEqual([...times].sort((a, b) => a - b));
      expect(new Set(times).size).toBe(times.length);
      expect(times.at(-1)).toBeLessThanOrEqual(new Date(now).getTime());
    }
  });

  it('never writes the same words twice', () => {
    const sources = posts.map((post) => sourceOf(post).toLowerCase().replace(/\s+/g, ' '));
    expect(sources.filter((source, index) => sources.indexOf(source) !== index)).toEqual([]);
  });

  it('has unanswered threads, and a heated one that was closed after a removal', () => {
    expect(community.threads.filter((thread) => thread.posts.length === 1).length).toBeGreaterThanOrEqual(3);
    expect(community.threads.some((thread) => thread.closedAt && thread.posts.some(({ state }) => state === 'removed'))).toBe(true);
    expect(community.threads.some((thread) => thread.kind === 'question' && !thread.acceptedPostKey)).toBe(true);
  });

  it('has the lamp thread end at 19:12 on its present day', () => {
    const thread = community.threads.find(({ key }) => key === 'lampe-deux-nuits-gr-34');
    expect(thread?.posts).toHaveLength(34);
    expect(thread?.posts.at(-1)?.createdAt.toISOString()).toBe('2026-11-20T18:12:00.000Z');
  });
});

describe('time in the story', () => {
  it('lets nobody write before joining, nor after the present', () => {
    const wrong = posts.filter(
      ({ createdAt, authorKey, editedAt }) => createdAt <= joined(authorKey) || createdAt > present || (editedAt && (editedAt <= createdAt || editedAt > present)),
    );
    expect(wrong.map(({ key }) => key)).toEqual([]);
  });

  it('puts what happens to a thread after the post it happens to', () => {
    for (const thread of community.threads) {
      for (const action of thread.actions ?? []) {
        const after = thread.posts.find(({ key }) => key === action.afterPostKey);
        expect(after && after.createdAt <= action.at && action.at <= present).toBe(true);
      }
      const accepted = thread.posts.find(({ key }) => key === thread.acceptedPostKey);
      if (thread.acceptedPostKey) expect(accepted && thread.acceptedAt && thread.acceptedAt > accepted.createdAt).toBe(true);
    }
  });
});

describe('what people do with each other’s posts', () => {
  it('gives reactions by members who were there and may read, never by the author, once of a kind', () => {
    const circle = new Set(story.spaces.find(({ access }) => access === 'roles')?.roles);
    const wrong = community.threads.flatMap((thread) =>
      thread.posts.flatMap(({ key, authorKey, createdAt, reactions = [] }) => [
        ...reactions
          .filter(({ memberKey, at }) => memberKey === authorKey || at <= createdAt || at > present || at <= joined(memberKey))
          .map(({ memberKey }) => `${key} by ${memberKey}`),
        ...(new Set(reactions.map(({ memberKey, kind }) => `${memberKey} ${kind}`)).size === reactions.length ? [] : [`${key}: twice`]),
        ...reactions.filter(({ memberKey }) => thread.spaceKey === 'cercle' && !circle.has(byKey.get(memberKey)?.role ?? 'member')).map(() => `${key}: from outside`),
      ]),
    );
    expect(wrong).toEqual([]);
  });

  it('gives as many likes as the story says, wherever there are as many readers', () => {
    const asked = story.threads.filter(({ space }) => space !== 'cercle').flatMap((thread) => thread.posts.map(({ likes }) => likes));
    const given = story.threads
      .filter(({ space }) => space !== 'cercle')
      .flatMap((thread) => community.threads.find(({ key }) => key === thread.slug)?.posts.map(({ reactions = [] }) => reactions.filter(({ kind }) => kind === 'like').length) ?? []);
    expect(given).toEqual(asked);
  });

  it('quotes exact words of the post it answers, at the top, with balanced emphasis', () => {
    const quoting = story.threads.flatMap((thread) => thread.posts.map((post, index) => ({ thread, post, index }))).filter(({ post }) => post.quote !== undefined);
    expect(quoting.length).toBeGreaterThan(10);
    for (const { thread, post, index } of quoting) {
      const record = community.threads.find(({ key }) => key === thread.slug)?.posts[index];
      expect(record && sourceOf(record).startsWith(`> ${post.quote?.split('\n')[0]}`)).toBe(true);
      expect(record?.replyToKey).toBe(`${thread.slug}/${post.re}`);
      expect((post.quote?.match(/\*\*/g) ?? []).length % 2).toBe(0);
    }
  });

  it('calls people by handles that exist', () => {
    const handles = new Set(community.members.map(({ handle }) => handle.toLowerCase()));
    const called = posts.flatMap((post) => [...sourceOf(post).matchAll(/(?<![\w./@])@([A-Za-z0-9_.-]*[A-Za-z0-9_])/g)].map((match) => (match[1] ?? '').toLowerCase()));
    expect(called.length).toBeGreaterThanOrEqual(10);
    expect(called.filter((handle) => !handles.has(handle))).toEqual([]);
  });

  it('leaves each demo sign-in something new to read since the last visit, in a thread followed or not', () => {
    for (const { memberKey } of demoAccounts) {
      const visit = byKey.get(memberKey)?.previousVisitAt;
      const fresh = community.threads.filter((thread) => thread.posts.some(({ createdAt }) => visit && createdAt > visit));
      expect(fresh.length).toBeGreaterThan(0);
      expect(community.threads.flatMap(({ reads = [] }) => reads).filter((read) => read.memberKey === memberKey).length).toBeGreaterThan(0);
      const lastDeed = Math.max(
        ...posts.filter(({ authorKey }) => authorKey === memberKey).map(({ createdAt }) => createdAt.getTime()),
        ...posts.flatMap(({ reactions = [] }) => reactions.filter((reaction) => reaction.memberKey === memberKey).map(({ at }) => at.getTime())),
      );
      expect(lastDeed).toBeLessThanOrEqual(visit?.getTime() ?? 0);
    }
  });

  it('brings Maëlle back to three threads she follows, with 12, 4 and 2 new posts', () => {
    const visit = byKey.get('maelle')?.previousVisitAt ?? present;
    const news = community.threads
      .filter(({ reads = [] }) => reads.some(({ memberKey }) => memberKey === 'maelle'))
      .map((thread) => thread.posts.filter(({ createdAt }) => createdAt > visit).length)
      .filter((count) => count > 0);
    expect(news.sort((a, b) => b - a)).toEqual([12, 4, 2]);
  });
});

describe('sign-ins', () => {
  it('are one per role, with an address that cannot receive mail', () => {
    expect(demoAccounts.map(({ role }) => role).sort()).toEqual(['admin', 'ambassador', 'analyst', 'cm', 'member', 'moderator']);
    for (const { memberKey, email } of demoAccounts) {
      expect(byKey.get(memberKey)?.account?.email).toBe(email);
      expect(email).toMatch(/@kerlune\.example$/);
    }
    expect(buildCommunity(story, { now: moment.now, timeZone: moment.timeZone }).members.some(({ account }) => account)).toBe(false);
  });

  it('are not all: everybody has an address of her own, confirmed when she came, at the house for its team', () => {
    const addresses = community.members.map(({ account }) => account?.email ?? '');
    expect(new Set(addresses).size).toBe(community.members.length);
    for (const address of addresses) expect(address).toMatch(/^[^@]+@[a-z-]+\.example$/);
    for (const { account, createdAt } of community.members) expect(account?.confirmedAt).toEqual(createdAt);
    const team = community.members.filter(({ role }) => role && !['member', 'ambassador'].includes(role));
    expect(team.filter(({ account }) => !account?.email.endsWith('@kerlune.example'))).toEqual([]);
    expect(addresses.filter((address) => address.endsWith('@club-des-falaises.example')).length).toBeGreaterThan(4);
  });
});
