/** A roof held over the horizon, the moon under it: *ker* is the house, *lune* the moon. */
const mark = (line: string, moon: string): string =>
  `<path d="M4 21L16 6L28 21" fill="none" stroke="${line}" stroke-width="3.4" stroke-linejoin="round" stroke-linecap="round"/>` +
  `<path d="M19.9 13.6a6.2 6.2 0 1 0 1.6 8.6a5 5 0 0 1 -1.6 -8.6z" fill="${moon}"/><path d="M3 28h26" stroke="${line}" stroke-width="3" stroke-linecap="round"/>`;

/** The name as outlines, so that it needs no font. */
const NAME =
  'M1.6 22V4.4H5.5V14L10.1 9.3H14.4L9.7 14.1L14.6 22H10.3L7.2 16.7L5.5 18.5V22ZM22.1 22.3Q20.2 22.3 18.7 21.5Q17.1 20.7 16.2 19.2Q15.3 17.7 15.3 15.7Q15.' +
  '3 13.6 16.2 12.1Q17.1 10.7 18.6 9.8Q20.1 9 22 9Q23.1 9 24.2 9.3Q25.3 9.7 26.2 10.5Q27.1 11.3 27.7 12.7Q28.2 14.2 28.2 16.4H17.8V14.3H24.8L24.4 14.9Q24' +
  '.3 13.8 24 13Q23.7 12.3 23.1 12Q22.6 11.7 21.9 11.7Q21 11.7 20.5 12.2Q19.9 12.7 19.6 13.6Q19.3 14.5 19.3 15.7Q19.3 17.4 20 18.5Q20.6 19.5 22 19.5Q22.9' +
  ' 19.5 23.5 19.1Q24.2 18.6 24.5 17.6L28 18.5Q27.5 19.8 26.6 20.7Q25.7 21.5 24.5 21.9Q23.3 22.3 22.1 22.3ZM30.2 22V9.3H34V12.2L33.8 11.8Q34.4 10.4 35.5 ' +
  '9.7Q36.6 9 37.9 9Q38.3 9 38.7 9.1Q39.1 9.1 39.4 9.3L39.2 12.5Q38.4 12.3 37.7 12.3Q37 12.3 36.4 12.5Q35.8 12.7 35.3 13.2Q34.7 13.8 34.4 14.7Q34.1 15.5 ' +
  '34.1 16.9V22ZM44.3 22Q42.7 22 41.9 21.3Q41.1 20.5 41.1 19.1V4.4H45V18.6Q45 19 45.1 19.1Q45.2 19.2 45.6 19.2H46.5V22ZM52.2 22.3Q50.7 22.3 49.8 21.6Q48.' +
  '9 20.9 48.4 19.7Q48 18.5 48 17V9.3H51.8V16.5Q51.8 18 52.4 18.7Q52.9 19.4 53.9 19.4Q54.4 19.4 55 19.1Q55.5 18.9 55.8 18.1Q56.2 17.4 56.2 16.1V9.3H60.1V' +
  '22H56.3V19L56.4 19.6Q55.8 20.9 54.8 21.6Q53.7 22.3 52.2 22.3ZM62.9 22V9.3H66.6V12.3L66.5 11.8Q67.1 10.5 68.2 9.7Q69.2 9 70.7 9Q72.2 9 73.1 9.7Q74.1 10' +
  '.4 74.5 11.6Q75 12.8 75 14.3V22H71.1V14.6Q71.1 13.3 70.7 12.6Q70.3 11.9 69.3 11.9Q68.1 11.9 67.4 13Q66.7 14.1 66.7 16.4V22ZM83.5 22.3Q81.6 22.3 80.1 2' +
  '1.5Q78.6 20.7 77.7 19.2Q76.8 17.7 76.8 15.7Q76.8 13.6 77.6 12.1Q78.5 10.7 80 9.8Q81.6 9 83.5 9Q84.5 9 85.6 9.3Q86.7 9.7 87.6 10.5Q88.5 11.3 89.1 12.7Q' +
  '89.6 14.2 89.6 16.4H79.2V14.3H86.2L85.9 14.9Q85.8 13.8 85.4 13Q85.1 12.3 84.6 12Q84 11.7 83.4 11.7Q82.5 11.7 81.9 12.2Q81.3 12.7 81.1 13.6Q80.8 14.5 8' +
  '0.8 15.7Q80.8 17.4 81.4 18.5Q82.1 19.5 83.4 19.5Q84.3 19.5 85 19.1Q85.6 18.6 86 17.6L89.4 18.5Q89 19.8 88 20.7Q87.1 21.5 85.9 21.9Q84.7 22.3 83.5 22.3' +
  'Z';

const INK = '#15222d';
const PALE = '#eaeff4';
const LAMP = '#f4bc2e';

const markSvg = (line: string): string => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" width="32" height="32">${mark(line, LAMP)}</svg>`;
const wordmarkSvg = (line: string): string => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 28" width="90" height="28" role="img" aria-label="Kerlune"><path fill="${line}" d="${NAME}"/></svg>`;

/** The brand's mark and name, for pages by day and by night; each a complete SVG document, by file name. */
export const brandMarks: Readonly<Record<string, string>> = {
  mark: markSvg(INK),
  'mark-night': markSvg(PALE),
  wordmark: wordmarkSvg(INK),
  'wordmark-night': wordmarkSvg(PALE),
};
