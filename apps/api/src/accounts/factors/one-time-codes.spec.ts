import { Secret, TOTP } from 'otpauth';
import { checkCode, newSeed, seedAddress } from './one-time-codes.js';

const NOW = new Date('2026-11-20T09:00:10Z');
const SEED = newSeed();
const codeAt = (seconds: number, seed = SEED): string => new TOTP({ secret: Secret.fromBase32(seed), digits: 6, period: 30 }).generate({ timestamp: NOW.getTime() + seconds * 1_000 });

describe('one-time codes', () => {
  it('are those of RFC 6238', () => {
    const seed = Secret.fromLatin1('12345678901234567890').base32;
    expect(checkCode(seed, '287082', new Date(59_000))).toEqual({ fits: true, step: 1 });
    expect(checkCode(seed, '081804', new Date(1_111_111_109_000))).toEqual({ fits: true, step: 37_037_036 });
  });

  it.each([0, -30, 30])('are taken from a clock %d s off', (seconds) => {
    expect(checkCode(SEED, codeAt(seconds), NOW)).toEqual({ fits: true, step: Math.floor(NOW.getTime() / 30_000) + seconds / 30 });
  });

  it.each([[300, 5], [-300, 5], [60, 1], [1_200, 20]])('say that a clock is %d s off', (seconds, minutes) => {
    expect(checkCode(SEED, codeAt(seconds), NOW)).toEqual({ fits: false, minutes });
  });

  it('are read as they are shown, with a space', () => {
    const code = codeAt(0);
    expect(checkCode(SEED, ` ${code.slice(0, 3)} ${code.slice(3)}`, NOW).fits).toBe(true);
  });

  it.each(['', '12345', '1234567', 'abcdef', '１２３４５６', '-12345', '1e5123'])('are not %j', (code) => expect(checkCode(SEED, code, NOW)).toEqual({ fits: false, minutes: null }));

  it('of somebody else do not fit', () => {
    const other = newSeed();
    expect([other.length, checkCode(SEED, codeAt(0, other), NOW).fits]).toEqual([32, false]);
  });

  it('name the house and the account to the app', () => {
    expect(seedAddress(SEED, 'La Veillée', 'nolwenn@example.org')).toMatch(/^otpauth:\/\/totp\/La%20Veill%C3%A9e:nolwenn%40example\.org\?.*secret=[A-Z2-7]{32}/);
  });
});
