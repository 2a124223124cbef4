import fc from 'fast-check';
import { audienceOf, audiencesOf, daysUntil, handleReservedUntil, nextHandleChange, parseHandle, parseProfile, PROFILE_FIELDS, profileFields, readVisibility, type ProfileDraft } from './index.js';

const draft = (over: Partial<ProfileDraft> = {}): ProfileDraft => ({
  displayName: 'Maëlle', bio: '', place: null, pronouns: null, expertise: [], interests: [], links: [], visibility: {}, teamTask: null, teamContact: null, ...over,
});
const read = (text: string): string | null => (text.endsWith('.example') ? `https://${text}/` : null);
const refusalOf = (over: Partial<ProfileDraft>): unknown => {
  const result = parseProfile(draft(over), read);
  return result.ok ? 'accepted' : [result.refusal.field, result.refusal.code];
};

describe('a profile', () => {
  it.each([
    [{ displayName: 'x' }, ['displayName', 'member.nameShort']],
    [{ bio: 'x'.repeat(2_001) }, ['bio', 'member.bioLong']],
    [{ place: 'x'.repeat(81) }, ['place', 'member.nameLong']],
    [{ pronouns: `a${'\u0301'.repeat(500)}` }, ['pronouns', 'member.nameLong']],
    [{ expertise: ['x'.repeat(41)] }, ['expertise', 'member.wordLong']],
    [{ interests: Array.from({ length: 11 }, (_, i) => `mot ${i}`) }, ['interests', 'member.wordsMany']],
    [{ links: Array.from({ length: 6 }, (_, i) => `${i}.example`) }, ['links', 'member.linksMany']],
    [{ teamContact: 'passez me voir' }, ['teamContact', 'member.contactForm']],
  ])('refuses %j', (over, refusal) => expect(refusalOf(over)).toEqual(refusal));

  it('keeps links as they are read, once each, and refuses what is none', () => {
    const result = parseProfile(draft({ links: ['a.example', ' a.example ', 'b.example', ''] }), read);
    expect(result.ok && result.value.links).toEqual(['https://a.example/', 'https://b.example/']);
    expect(refusalOf({ links: ['nothing'] })).toEqual(['links', 'member.linkForm']);
    expect(refusalOf({ links: [`${'x'.repeat(400)}.example`] })).toEqual(['links', 'member.linkForm']);
  });

  it('keeps words once, in lower case and without their hash', () => {
    const result = parseProfile(draft({ interests: ['Bivouac', ' bivouac', '#Couture ', ''] }), read);
    expect(result.ok && result.value.interests).toEqual(['bivouac', 'couture']);
  });

  it('stores no line with control characters, whatever is typed', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
      const result = parseProfile(draft({ place: text, interests: [text] }), read);
      if (result.ok) expect(`${result.value.place}${result.value.interests.join()}`).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
    }));
  });
});

describe('who sees what', () => {
  it('is the default until she chooses, and what is unknown counts for nothing', () => {
    expect(readVisibility({ place: 'self', bio: 'everybody', cover: 'nobody', unknown: 'self' })).toEqual({ place: 'self' });
    expect(profileFields.map((field) => audienceOf({}, field))).toEqual(Object.values(PROFILE_FIELDS));
  });

  it('widens with the role, and nobody belongs to "only me"', () => {
    expect([audiencesOf(null), audiencesOf('member'), audiencesOf('analyst'), audiencesOf('moderator')].map((list) => list.length)).toEqual([1, 2, 2, 3]);
    expect(audiencesOf('admin')).not.toContain('self');
  });
});

describe('a handle', () => {
  it.each([['@Maelle', 'maelle'], ['le.goff-22_b', 'le.goff-22_b']])('%s is %s', (typed, handle) => expect(parseHandle(typed)).toEqual({ ok: true, value: handle }));
  it.each(['', 'a', '.abc', 'abc.', 'à-coup', 'a b', 'x'.repeat(33), 'admin', 'Équipe', 'TEAM'])('%j is none', (typed) => expect(parseHandle(typed).ok).toBe(false));

  it('changes once in thirty days', () => {
    const day = 86_400_000;
    expect(nextHandleChange(null, 0)).toBeNull();
    expect(nextHandleChange(0, 30 * day)).toBeNull();
    expect(nextHandleChange(day, 30 * day)).toBe(31 * day);
    expect([daysUntil(31 * day, 30 * day), daysUntil(1, 0), handleReservedUntil(0)]).toEqual([1, 1, 365 * day]);
  });
});
