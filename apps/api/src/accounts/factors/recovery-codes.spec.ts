import { newRecoveryCodes, RECOVERY_CODES, recoveryHash } from './recovery-codes.js';

describe('recovery codes', () => {
  it('are ten, all different, readable aloud', () => {
    const codes = newRecoveryCodes();
    expect(new Set(codes).size).toBe(RECOVERY_CODES);
    for (const code of codes) expect(code).toMatch(/^([0-9a-hjkmnp-tv-z]{4}-){3}[0-9a-hjkmnp-tv-z]{4}$/);
  });

  it('are the same however they are typed', () => {
    const kept = recoveryHash('10ab-cdef-ghjk-mnpq');
    for (const typed of ['10ABCDEFGHJKMNPQ', ' lOab cdef ghjk mnpq ', 'ioab-cdef-ghjk-mnpq']) expect(recoveryHash(typed)).toEqual(kept);
  });

  it.each(['', '123456', '10ab-cdef-ghjk-mnp', 'uuuu-uuuu-uuuu-uuuu', 'é'.repeat(16), '1'.repeat(5_000)])('are not %j', (typed) => expect(recoveryHash(typed)).toBeNull());
});
