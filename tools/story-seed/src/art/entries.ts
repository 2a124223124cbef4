import { boat, lantern, lighthouse, tent, walker } from './figures.js';
import { drawingOf, sceneOf, type Drawing, type Scene } from './scene.js';
import { birds, disc, ground, rain, ridge, sea, sky, stars, type Hour } from './scenery.js';

const WIDTH = 600;
const HEIGHT = 450;

/** Colours of a shore at an hour of the day. */
const SHORES: Readonly<Record<Hour, { near: string; cut: string; far: string; water: string; wave: string }>> = {
  night: { near: '#0d1820', cut: '#2b4452', far: '#1a303e', water: '#16303e', wave: '#47707f' },
  dusk: { near: '#141f29', cut: '#34495a', far: '#3a4a5c', water: '#2d4c5e', wave: '#7d9eaa' },
  dawn: { near: '#1c2e3a', cut: '#4a6473', far: '#5b7480', water: '#5d8390', wave: '#b9d0d3' },
  grey: { near: '#3a474e', cut: '#6a7a80', far: '#7e8d93', water: '#66787f', wave: '#a3b0b3' },
  day: { near: '#3e5b45', cut: '#87a58d', far: '#86a9ad', water: '#6a9ba5', wave: '#d5e6e6' },
};

interface Entry {
  readonly hour: Hour;
  readonly subject: (scene: Scene) => string;
}

const ENTRIES: readonly Entry[] = [
  { hour: 'dawn', subject: (s) => lighthouse(s, 430, 258, 1.2) },
  { hour: 'night', subject: (s) => lighthouse(s, 180, 262, 1.3, { direction: 1, length: 520, opacity: 0.6 }) },
  { hour: 'day', subject: () => boat(335, 258, 1) },
  { hour: 'grey', subject: (s) => rain(s, '#eef3f4') + walker(s, 240, 330, 1.5, { coat: '#f4bc2e' }) },
  { hour: 'dusk', subject: (s) => tent(400, 330, 1.3) + lantern(s, 270, 352, 0.9, 90) },
  { hour: 'night', subject: (s) => lantern(s, 300, 340, 2, 210) },
  { hour: 'dawn', subject: (s) => walker(s, 210, 322, 1.4, { coat: '#4e9074', withLantern: true }) + walker(s, 290, 330, 1.3, { coat: '#d9937f' }) },
  { hour: 'day', subject: () => `<path d="M372 330V200M372 200l70 20l-70 22z" stroke="#15222d" stroke-width="5" fill="#b86652"/>${birds(160, 90, 1.6, '#3b5767')}` },
];

function entry({ hour, subject }: Entry, index: number): Drawing {
  const s = sceneOf(80 + index * 7, WIDTH, HEIGHT);
  const shore = SHORES[hour];
  const dark = hour === 'night' || hour === 'dusk';
  const mirrored = index % 2 === 1;
  const lightX = mirrored ? 150 : 440;
  const lightY = dark ? 80 : hour === 'dawn' ? 240 : 90;
  return drawingOf(`entry-${index + 1}`, s, 'Participation au concours', [
    sky(s, 270, hour),
    dark ? stars(s, 200, 40) : '',
    hour === 'grey' ? '' : disc(lightX, lightY, hour === 'dawn' ? 52 : 30, '#f6e7c6'),
    ridge(s, { y: 272, amplitude: 60, from: mirrored ? 0.5 : -0.02, to: mirrored ? 1.02 : 0.6, points: 5, fill: shore.far, steep: mirrored ? 'right' : 'left' }),
    sea(s, { y: 266, fill: shore.water, line: shore.wave, waves: 46, ...(hour !== 'grey' && { glint: { x: lightX, colour: '#f6e0ae' } }) }),
    ridge(s, { y: 420, amplitude: 150, from: mirrored ? -0.02 : 0.3, to: mirrored ? 0.75 : 1.02, points: 5, fill: shore.near, carve: shore.cut, steep: mirrored ? 'left' : 'right' }),
    ground('M0 450V372Q200 330 380 366T600 352V450Z', shore.near),
    subject(s),
  ]);
}

/** Pictures sent to the photo contest. */
export const entries = (): readonly Drawing[] => ENTRIES.map(entry);
