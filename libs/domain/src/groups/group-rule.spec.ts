import { parseGroupRule } from './index.js';

describe('a group’s rule', () => {
  it('keeps what is set, tidied, and leaves the rest open', () => {
    expect(parseGroupRule({ leastPosts: 10, roles: ['member', 'ambassador', 'member'], mailDomains: [' @Kerlune.example ', 'kerlune.example'], interests: [' Bivouac', ''] })).toEqual({
      ok: true,
      value: { memberForDays: null, joinedWithinDays: null, leastPosts: 10, leastAcceptedAnswers: null, roles: ['ambassador', 'member'], interests: ['bivouac'], mailDomains: ['kerlune.example'] },
    });
  });

  it.each([
    [{}, 'group.ruleEmpty'],
    [{ roles: [], interests: [' '] }, 'group.ruleEmpty'],
    [{ leastPosts: 0 }, 'group.ruleFigure'],
    [{ memberForDays: 1.5 }, 'group.ruleFigure'],
    [{ leastAcceptedAnswers: 1e9 }, 'group.ruleFigure'],
    [{ memberForDays: 30, joinedWithinDays: 30 }, 'group.ruleNobody'],
    [{ mailDomains: ['localhost'] }, 'group.ruleDomain'],
    [{ mailDomains: ['evil.example%'] }, 'group.ruleDomain'],
    [{ mailDomains: ['x'.repeat(5_000)] }, 'group.ruleDomain'],
    [{ interests: ['x'.repeat(41)] }, 'group.ruleWord'],
    [{ interests: Array.from({ length: 21 }, (_, i) => `i${i}`) }, 'group.ruleMany'],
  ])('refuses %j', (draft, code) => {
    expect(parseGroupRule(draft)).toMatchObject({ ok: false, refusal: { code } });
  });
});
