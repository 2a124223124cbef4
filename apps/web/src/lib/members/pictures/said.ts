import { m } from '#lib/i18n/index.ts';

const SENTENCES: Readonly<Record<string, () => string>> = {
  done: m.picture_saved,
  removed: m.picture_removed,
  'file.tooLarge': m.picture_too_large,
  'file.empty': m.picture_empty,
  'file.notAnImage': m.picture_not_an_image,
  'file.tooManyPixels': m.picture_too_many_pixels,
  'file.unreadable': m.picture_unreadable,
  'file.tomorrow': m.picture_tomorrow,
};

/** What became of a picture, in words; what is not known has failed. */
export const saidOf = (code: string): string => (Object.hasOwn(SENTENCES, code) ? SENTENCES[code] : undefined)?.() ?? m.picture_failed();
