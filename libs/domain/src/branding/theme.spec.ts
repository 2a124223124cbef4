import fc from 'fast-check';
import { brandStyleSheet, contrast, dangerHue, defaultBrand, hueDistance, judge, themeOf, toOklch } from './index.js';
import { toHex } from './oklch.js';

const others = {
  seve: { ...defaultBrand, accent: '#2e6b4f', ink: '#1d2420', paper: '#f6f6f2', night: '#131814', radius: 2 },
  velos: { ...defaultBrand, accent: '#d6412b', ink: '#231f20', paper: '#f7f6f5', night: '#181516', radius: 12 },
  brume: { ...defaultBrand, accent: '#3f57c9', ink: '#1b1e2b', paper: '#f5f6f9', night: '#12141d', radius: 0 },
  pale: { ...defaultBrand, accent: '#cfe8a9', ink: '#26301c', paper: '#ffffff', night: '#10140c' },
} as const;

describe('a brand becomes a theme', () => {
  it('keeps 55 promises in each theme of the default brand', () => {
    const result = themeOf(defaultBrand);
    if (!result.ok) throw new Error(JSON.stringify(result.problems));
    for (const tokens of [result.theme.light, result.theme.dark]) {
      const verdicts = judge(tokens);
      expect(verdicts).toHaveLength(55);
      expect(verdicts.filter((verdict) => !verdict.passes)).toEqual([]);
    }
    expect(result.theme.light['accent-text']).toBe('#886500');
    expect(result.theme.light['on-accent']).toBe('#15222d');
    expect(result.theme.dark['accent-mark']).toBe('#f4bc2e');
  });

  it.each(Object.entries(others))('passes for %s', (_, brand) => {
    expect(themeOf(brand)).toMatchObject({ ok: true });
  });

  it('either passes every promise or refuses with a colour that passes', () => {
    const colour = fc
      .record({ l: fc.double({ min: 0.05, max: 0.98, noNaN: true }), c: fc.double({ min: 0, max: 0.3, noNaN: true }), h: fc.double({ min: 0, max: 359, noNaN: true }) })
      .map(toHex);
    fc.assert(
      fc.property(colour, (accent) => {
        const brand = { ...defaultBrand, accent };
        const result = themeOf(brand);
        if (result.ok) {
          expect([...judge(result.theme.light), ...judge(result.theme.dark)].every((v) => v.passes)).toBe(true);
          return;
        }
        const [problem] = result.problems;
        expect(problem?.input).toBe('accent');
        const nearest = problem?.nearest;
        if (nearest === undefined) throw new Error(`no way out for ${accent}`);
        expect(themeOf({ ...brand, accent: nearest })).toMatchObject({ ok: true });
      }),
      { numRuns: 60, seed: 20 },
    );
  });
});

describe('what cannot pass is refused with a remedy', () => {
  it('refuses an accent on which neither ink nor white can be read', () => {
    const brand = { ...defaultBrand, ink: '#3a4654', accent: '#7d8a4f' } as const;
    const result = themeOf(brand);
    expect(result).toMatchObject({ ok: false });
    if (result.ok) return;
    expect(result.problems.map((problem) => problem.input)).toContain('accent');
    for (const problem of result.problems) expect(problem.nearest).toMatch(/^#[0-9a-f]{6}$/);
  });

  it('refuses a grey paper, a pale night and a pale ink', () => {
    for (const [input, colour] of [['paper', '#9aa0a0'], ['night', '#4a5560'], ['ink', '#8795a1']] as const) {
      const result = themeOf({ ...defaultBrand, [input]: colour });
      expect(result).toMatchObject({ ok: false });
      if (result.ok) continue;
      const problem = result.problems.find((p) => p.input === input);
      expect(problem?.nearest).toBeDefined();
    }
  });

  it('refuses what could break out of a style sheet', () => {
    const bad = themeOf({ ...defaultBrand, fontUi: 'x";}body{display:none', mark: 'https://elsewhere.example/x.svg', radius: 40 });
    expect(bad).toMatchObject({ ok: false });
    if (!bad.ok) expect(bad.problems.map((p) => p.input)).toEqual(['fontUi', 'radius', 'mark']);
  });
});

describe('danger stays apart from the accent', () => {
  it('does not move for a distant accent', () => {
    expect(dangerHue('#f4bc2e')).toBe(27);
    expect(dangerHue('#808080')).toBe(27);
  });

  it.each(['#d6412b', '#c2185b', '#e0562b', '#cc0000'] as const)('keeps 25 degrees from %s', (accent) => {
    expect(hueDistance(dangerHue(accent), toOklch(accent).h)).toBeGreaterThanOrEqual(24.9);
  });
});

it('writes both themes as variables, device setting included', () => {
  const result = themeOf(defaultBrand);
  if (!result.ok) throw new Error('refused');
  const css = brandStyleSheet(defaultBrand, result.theme);
  expect(css).toContain('--color-canvas:#f4f7f7');
  expect(css).toContain(':root[data-theme="dark"]{--color-canvas:#0f1a22');
  expect(css).toContain('@media (prefers-color-scheme:dark)');
  expect(css).not.toMatch(/undefined|NaN|<|@import/);
});

it('measures contrast as WCAG does', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
});
