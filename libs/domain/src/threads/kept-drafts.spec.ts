import { DRAFT_LIMITS, parseKeptDraft } from './kept-drafts.js';

describe('a text that is still being written', () => {
  it('is taken as it is, spaces and all', () => {
    expect(parseKeptDraft({ body: '  à finir \n\n', title: ' T' })).toEqual({ ok: true, value: { title: ' T', body: '  à finir \n\n', tags: '' } });
    expect(parseKeptDraft({ body: '' })).toMatchObject({ ok: true });
  });

  it('is kept whole when it is too long for a post, up to a limit', () => {
    expect(parseKeptDraft({ body: 'a'.repeat(60_000) })).toMatchObject({ ok: true });
    expect(parseKeptDraft({ body: 'a'.repeat(DRAFT_LIMITS.bodyMax + 1) })).toMatchObject({ refusal: { code: 'draft.long', field: 'body' } });
    expect(parseKeptDraft({ body: 'x', title: 'a'.repeat(DRAFT_LIMITS.lineMax + 1) })).toMatchObject({ ok: false });
  });

  it('loses only what cannot be stored', () => {
    expect(parseKeptDraft({ body: 'a\u0000b\uD800c😀' })).toMatchObject({ value: { body: 'ab\uFFFDc😀' } });
  });
});
