import { parseBookmark } from './keeping.js';

const today = '2026-03-01';
const codeOf = (given: Parameters<typeof parseBookmark>[0]): string | undefined => {
  const result = parseBookmark(given, today);
  return result.ok ? undefined : result.refusal.code;
};

describe('a bookmark', () => {
  it('may have a note and a day to be reminded on, from tomorrow on', () => {
    expect(parseBookmark({ note: '  à relire\u0000 ', remindOn: '2026-03-02' }, today)).toEqual({ ok: true, value: { note: 'à relire', remindOn: '2026-03-02' } });
    expect(parseBookmark({}, today)).toEqual({ ok: true, value: { note: '', remindOn: null } });
    expect(codeOf({ remindOn: '2026-03-01' })).toBe('bookmark.remindPast');
    expect(codeOf({ remindOn: '2026-02-30' })).toBe('bookmark.remindForm');
    expect(parseBookmark({ remindOn: '2028-03-01' }, '2028-02-29').ok).toBe(true);
    expect(codeOf({ remindOn: '2027-02-29' })).toBe('bookmark.remindForm');
    expect(parseBookmark({ remindOn: '2027-01-01' }, '2026-12-31').ok).toBe(true);
    expect(codeOf({ remindOn: 'demain' })).toBe('bookmark.remindForm');
    expect(codeOf({ remindOn: '2031-01-01' })).toBe('bookmark.remindFar');
    expect(codeOf({ note: 'x'.repeat(301) })).toBe('bookmark.noteLong');
    expect(codeOf({ note: 'x'.repeat(100_000) })).toBe('bookmark.noteLong');
  });
});
