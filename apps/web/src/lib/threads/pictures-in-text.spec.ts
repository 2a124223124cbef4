import { picturesIn, withAlt, withoutPicture, withPicture } from './pictures-in-text.ts';

const address = '/media/files/01890000-0000-7000-8000-000000000000/1600.webp?s=1600x1067';

describe('pictures of a text', () => {
  it('are put on a line of their own', () => {
    expect(withPicture('Avant\naprès', 2, { alt: '', address })).toEqual({ text: `Avant\n\n![](${address})\n\naprès`, caret: 14 + address.length });
    expect(withPicture('', 0, { alt: 'Une anse', address }).text).toBe(`![Une anse](${address})\n\n`);
  });

  it('are found, described and taken out', () => {
    const { text } = withPicture('Avant', 5, { alt: 'Une [anse]', address });
    expect(picturesIn(text)).toEqual([{ alt: 'Une [anse]', address }]);
    expect(picturesIn(withAlt(text, address, 'Le phare\nla nuit'))).toEqual([{ alt: 'Le phare la nuit', address }]);
    expect(withoutPicture(text, address)).toBe('Avant\n\n');
    expect(picturesIn('![x](https://ailleurs.fr/x.png) ![y](/media/story/y.jpg)')).toEqual([]);
  });
});
