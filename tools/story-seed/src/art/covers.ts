import { lantern, lighthouse, tent, tripod, walker } from './figures.js';
import { drawingOf, sceneOf, type Drawing } from './scene.js';
import { birds, disc, ground, ridge, sea, sky, stars } from './scenery.js';

const NIGHT_ROCK = '#0d1820';
const NIGHT_CUT = '#2b4452';

/** Head of the home page: the coast by night, a lighthouse and a bivouac. */
function home(): Drawing {
  const s = sceneOf(4, 1440, 300);
  return drawingOf('home', s, 'Côte de nuit, phare et bivouac', [
    sky(s, 190, 'night'),
    stars(s, 130, 70),
    ground('M328 38a27 27 0 1 0 30 32a22 22 0 0 1 -30 -32z', '#f3ead2'),
    ridge(s, { y: 186, amplitude: 46, from: 0.52, to: 1.02, points: 7, fill: '#1a303e', steep: 'right' }),
    lighthouse(s, 1095, 168, 0.82, { direction: -1, length: 760, opacity: 0.42 }),
    sea(s, { y: 184, fill: '#16303e', line: '#3d6679', waves: 90 }),
    ridge(s, { y: 262, amplitude: 84, from: 0.62, to: 1.02, points: 6, fill: NIGHT_ROCK, carve: NIGHT_CUT, steep: 'right' }),
    ridge(s, { y: 296, amplitude: 30, from: -0.02, to: 0.3, points: 4, fill: NIGHT_ROCK, carve: NIGHT_CUT, steep: 'left' }),
    tent(1210, 222, 0.72),
    walker(s, 1136, 236, 0.62, { coat: '#d9937f', bag: NIGHT_ROCK, direction: -1, withLantern: true }),
    walker(s, 1290, 214, 0.62, { coat: '#4f86b2' }),
  ]);
}

/** The lantern walk: a line of lights along the foreshore at dusk. */
function event(): Drawing {
  const s = sceneOf(11, 1280, 480);
  let line = '';
  for (let i = 0; i < 15; i++) {
    const x = 500 + i * 50 + s.random() * 18;
    const y = 372 + Math.sin(i * 0.6) * 22 + s.random() * 10;
    line += lantern(s, x, y, 0.42 + s.random() * 0.16, 54);
  }
  return drawingOf('event', s, 'Marche aux lanternes sur la grève au crépuscule', [
    sky(s, 300, 'dusk'),
    disc(905, 292, 74, '#f2b57c'),
    birds(640, 110, 1.2, '#e9d2c4'),
    ridge(s, { y: 300, amplitude: 70, from: -0.02, to: 0.44, points: 7, fill: '#2b3d4c', steep: 'left' }),
    ridge(s, { y: 300, amplitude: 40, from: 0.72, to: 1.02, points: 6, fill: '#33465a', steep: 'right' }),
    sea(s, { y: 296, fill: '#28485a', line: '#6f93a0', waves: 80, glint: { x: 905, colour: '#f5c78e' } }),
    ground('M0 480V392Q260 340 560 372T1280 396V480Z', '#1a2731'),
    ground('M0 480V440Q340 396 700 430T1280 436V480Z', '#121d26'),
    line,
    walker(s, 420, 398, 1.05, { coat: '#f4bc2e', bag: NIGHT_ROCK, withLantern: true }),
    walker(s, 356, 404, 0.98, { coat: '#4e9074' }),
    walker(s, 292, 400, 1.02, { coat: '#d9937f', bag: NIGHT_ROCK, withLantern: true }),
    walker(s, 226, 408, 0.94, { coat: '#cfe0e2' }),
    lighthouse(s, 140, 262, 0.9),
  ]);
}

/** The photo contest: a tripod on the rocks at sunrise. */
function contest(): Drawing {
  const s = sceneOf(23, 1280, 420);
  return drawingOf('contest', s, 'Appareil photo sur trépied au lever du jour', [
    sky(s, 250, 'dawn'),
    disc(1010, 232, 60, '#f8e3bd'),
    ridge(s, { y: 252, amplitude: 60, from: 0.3, to: 1.02, points: 9, fill: '#3b5767', steep: 'right' }),
    lighthouse(s, 742, 226, 1.05),
    sea(s, { y: 250, fill: '#4f7684', line: '#a9c6cc', waves: 90, glint: { x: 1010, colour: '#fbe6c0' } }),
    ridge(s, { y: 386, amplitude: 150, from: -0.02, to: 0.46, points: 7, fill: '#15222d', carve: '#3d5563', steep: 'left' }),
    ridge(s, { y: 424, amplitude: 70, from: 0.66, to: 1.02, points: 5, fill: '#1c2e3a', carve: '#4a6473', steep: 'right' }),
    birds(520, 96, 1.3, '#e9eef0'),
    tripod(300, 268),
    walker(s, 232, 318, 1.2, { coat: '#d9937f' }),
  ]);
}

/** Three people on the coast path in full daylight. */
function ambassador(): Drawing {
  const s = sceneOf(37, 1280, 420);
  return drawingOf('ambassador', s, 'Trois marcheurs sur le sentier côtier', [
    sky(s, 260, 'day'),
    disc(250, 120, 44, '#fbf3dc'),
    ridge(s, { y: 262, amplitude: 80, from: -0.02, to: 0.5, points: 7, fill: '#8fb0b4', steep: 'left' }),
    sea(s, { y: 258, fill: '#6a9ba5', line: '#d5e6e6', waves: 90 }),
    ridge(s, { y: 400, amplitude: 180, from: 0.38, to: 1.02, points: 7, fill: '#2f5142', carve: '#6f957f', steep: 'right' }),
    ridge(s, { y: 430, amplitude: 90, from: -0.02, to: 0.5, points: 6, fill: '#3e5b45', carve: '#87a58d', steep: 'left' }),
    walker(s, 830, 286, 1.3, { coat: '#f4bc2e' }),
    walker(s, 900, 262, 1.2, { coat: '#b86652' }),
    walker(s, 964, 250, 1.15, { coat: '#cfe0e2' }),
    birds(480, 120, 1.4, '#3b5767'),
  ]);
}

/** Beside the sign-in form, upright: a lit bivouac facing the lighthouse. */
function signIn(): Drawing {
  const s = sceneOf(52, 1200, 1500);
  return drawingOf('signin', s, 'Bivouac éclairé face au phare', [
    sky(s, 900, 'night'),
    stars(s, 700, 110),
    ground('M284 206a92 92 0 1 0 102 108a76 76 0 0 1 -102 -108z', '#f3ead2'),
    ridge(s, { y: 900, amplitude: 200, from: 0.3, to: 1.04, points: 7, fill: '#1a303e', steep: 'right' }),
    lighthouse(s, 900, 822, 2.1, { direction: -1, length: 1000, opacity: 0.45 }),
    sea(s, { y: 896, fill: '#173341', line: '#47707f', waves: 140, glint: { x: 290, colour: '#e8dcb4' } }),
    ridge(s, { y: 1400, amplitude: 330, from: 0.2, to: 1.04, points: 7, fill: NIGHT_ROCK, carve: '#31505f', steep: 'right' }),
    ridge(s, { y: 1500, amplitude: 200, from: -0.04, to: 0.6, points: 5, fill: '#0a131a', carve: NIGHT_CUT, steep: 'left' }),
    tent(900, 1222, 1.9),
    walker(s, 668, 1304, 1.7, { coat: '#d9937f', bag: NIGHT_ROCK, direction: -1, withLantern: true }),
    lantern(s, 250, 1384, 1.6, 120),
  ]);
}

/** Heads of pages. */
export const covers = (): readonly Drawing[] => [home(), event(), contest(), ambassador(), signIn()];
