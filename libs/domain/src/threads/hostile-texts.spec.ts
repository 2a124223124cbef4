import { parseReason, parseReply, parseThreadDraft } from './drafts.js';
import { parseEmail } from '../accounts/index.js';
import { parseDisplayName } from '../members/index.js';
import { parseSpace } from '../spaces/index.js';

const took = (work: () => unknown): number => {
  const began = performance.now();
  work();
  return performance.now() - began;
};

// Accents of two classes, in the order that canonical ordering has to turn round.
const accents = `a${'\u0301'.repeat(60_000)}${'\u0316'.repeat(60_000)}`;
const gap = (space: string, length: number): string => `a${space.repeat(length)}b`;
const space = { nameFr: 'Un espace', nameEn: '', descriptionFr: '', descriptionEn: '', icon: 'plain', access: 'public', whoStarts: 'members', readRoles: [], readCustomRoles: [], readGroups: [], startRoles: [], startCustomRoles: [], startGroups: [] } as const;

/** Nothing that somebody sends may keep everybody else waiting: 100 ms for the whole body of a request. */
describe('hostile texts are read or refused in no time', () => {
  it.each([
    ['a reply of spaces', () => parseReply({ body: gap(' ', 31_990) })],
    ['a reply of empty lines', () => parseReply({ body: gap('\n', 31_990) })],
    ['a title of accents', () => parseThreadDraft({ title: accents, body: 'x' }, 'fr')],
    ['a title of spaces', () => parseThreadDraft({ title: gap(' ', 200_000), body: 'x' }, 'fr')],
    ['a tag of accents', () => parseThreadDraft({ title: 'Un titre', body: 'x', tags: [accents] }, 'fr')],
    ['a reason of accents', () => parseReason(accents)],
    ['a name of accents', () => parseDisplayName(accents)],
    ['a name of spaces', () => parseDisplayName(gap(' ', 200_000))],
    ['an address of dots', () => parseEmail(`a@${'a.'.repeat(100_000)}@`)],
    ['a space’s name of accents', () => parseSpace({ ...space, nameFr: accents })],
    ['a space’s description of accents', () => parseSpace({ ...space, descriptionEn: accents })],
  ])('%s', (_what, work) => {
    expect(took(work)).toBeLessThan(100);
  });

  it('refuses what cannot be stored or would be shown as something else', () => {
    expect(parseDisplayName('Ann\ud800e')).toMatchObject({ ok: false, refusal: { code: 'member.nameCharacters' } });
    expect(parseDisplayName('Ann\u0000e')).toMatchObject({ ok: false, refusal: { code: 'member.nameCharacters' } });
    expect(parseEmail('an\u0000ne@example.org')).toMatchObject({ ok: false, refusal: { code: 'member.email' } });
  });

  it('keeps the words of a reply and drops what no text has', () => {
    expect(parseReply({ body: 'Un\u0000 mot\r\n\nici \n\n ' })).toEqual({ ok: true, value: { body: 'Un mot\n\nici' } });
  });
});
