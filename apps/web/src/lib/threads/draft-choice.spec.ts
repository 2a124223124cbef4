import { chooseDraft } from './draft-choice.ts';

const here = { text: 'ici', at: 100, revision: 1, synced: false };
const there = { text: 'là-bas', at: 200, revision: 2 };

describe('two copies of a draft', () => {
  it('takes the only one there is', () => {
    expect(chooseDraft(null, null)).toEqual({ take: 'nothing', gone: false });
    expect(chooseDraft(here, null)).toEqual({ take: 'device', offer: false });
    expect(chooseDraft(null, there)).toEqual({ take: 'server', offer: false });
  });

  it('goes on with what the server has, when the device gave it all it had', () => {
    expect(chooseDraft({ ...here, synced: true, at: 300 }, there)).toEqual({ take: 'server', offer: false });
    expect(chooseDraft({ ...here, synced: true }, null)).toEqual({ take: 'nothing', gone: true });
  });

  it('goes on with the device when it only ran ahead', () => {
    expect(chooseDraft({ ...here, revision: 2, at: 1 }, there)).toEqual({ take: 'device', offer: false });
  });

  it('lets the newest win and offers the other, when both went on', () => {
    expect(chooseDraft(here, there)).toEqual({ take: 'server', offer: true });
    expect(chooseDraft({ ...here, at: 300 }, there)).toEqual({ take: 'device', offer: true });
    expect(chooseDraft({ ...here, text: 'là-bas' }, there)).toEqual({ take: 'server', offer: false });
    expect(chooseDraft({ ...here, text: 'là-bas', title: 'Un titre' }, there)).toMatchObject({ offer: true });
  });
});
