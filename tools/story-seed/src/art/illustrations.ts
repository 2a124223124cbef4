import { hungJacket, lantern, tent, walker, waymark } from './figures.js';
import { drawingOf, sceneOf, type Drawing } from './scene.js';
import { birds, disc, ground, rain, ridge, sea, sky, stars } from './scenery.js';

/** Pictures that members put in their posts, all 16:9 so that a page can keep their place. */
const WIDTH = 960;
const HEIGHT = 540;

/** Two lamps before the tent, in the dunes of Keremma. */
function twoLamps(): Drawing {
  const s = sceneOf(151, WIDTH, HEIGHT);
  return drawingOf('thread-lamp', s, 'Deux lampes devant la tente, dune de Keremma', [
    sky(s, 320, 'night'),
    stars(s, 240, 70),
    ridge(s, { y: 322, amplitude: 70, from: 0.4, to: 1.02, points: 6, fill: '#1a303e', steep: 'right' }),
    sea(s, { y: 318, fill: '#16303e', line: '#47707f', waves: 60 }),
    ground('M0 540V430Q240 370 520 410T960 396V540Z', '#0d1820'),
    tent(690, 430, 2, { light: '#e3a822', shade: '#a8710b' }),
    lantern(s, 330, 450, 2.5, 150),
    lantern(s, 470, 436, 1.1, 80),
  ]);
}

/** A path that stops at a bar, in the rain. */
function closedPath(): Drawing {
  const s = sceneOf(167, WIDTH, HEIGHT);
  return drawingOf('thread-path', s, 'Le sentier barré à la pointe, sous la pluie', [
    sky(s, 330, 'grey'),
    ridge(s, { y: 330, amplitude: 110, from: -0.02, to: 0.62, points: 6, fill: '#7e8d93', steep: 'left' }),
    sea(s, { y: 322, fill: '#66787f', line: '#a3b0b3', waves: 60 }),
    ridge(s, { y: 500, amplitude: 260, from: 0.3, to: 1.02, points: 6, fill: '#3a474e', carve: '#6a7a80', steep: 'right' }),
    ground('M0 540V452Q220 396 470 432T960 420V540Z', '#2f3b34'),
    ground('M150 540Q330 470 470 452T640 436Q560 470 520 540Z', '#8d7d63'),
    '<g stroke-linecap="round"><path d="M404 470V392M604 462V386" stroke="#5e442f" stroke-width="12"/><path d="M390 418L620 408" stroke="#f7f4ea" stroke-width="16"/><path d="M412 417l34 -1.500M480 414l34 -1.500M548 411l34 -1.5" stroke="#b8503f" stroke-width="16" stroke-linecap="butt"/></g>',
    waymark(300, 486, 1.05),
    walker(s, 214, 512, 1.9, { coat: '#f4bc2e' }),
    rain(s, '#eef3f4'),
  ]);
}

/** A waxed jacket drying on a line above the sea. */
function jacketOnTheLine(): Drawing {
  const s = sceneOf(181, WIDTH, HEIGHT);
  return drawingOf('thread-jacket', s, 'Un ciré frais recuiré qui sèche sur le fil', [
    sky(s, 360, 'day'),
    disc(770, 110, 46, '#fbf3dc'),
    ridge(s, { y: 362, amplitude: 90, from: 0.46, to: 1.02, points: 6, fill: '#8fb0b4', steep: 'right' }),
    sea(s, { y: 356, fill: '#6a9ba5', line: '#d5e6e6', waves: 60 }),
    birds(150, 110, 1.5, '#3b5767'),
    ground('M0 540V470Q260 418 520 452T960 436V540Z', '#3e5b45'),
    '<path d="M120 500V150M850 486V132" stroke="#5e442f" stroke-width="12" stroke-linecap="round"/><path d="M120 164Q480 214 850 146" fill="none" stroke="#15222d" stroke-width="3"/>',
    hungJacket(360, 190, 2),
    hungJacket(600, 189, 1.55, '#24506b', '#163649'),
  ]);
}

/** The bay at low water under a low sun, a tide pole and its shadow. */
function lowWater(): Drawing {
  const s = sceneOf(197, WIDTH, HEIGHT);
  return drawingOf('thread-tide', s, 'La grève découverte à marée basse, une balise', [
    sky(s, 300, 'dawn'),
    disc(250, 282, 52, '#f8e3bd'),
    ridge(s, { y: 302, amplitude: 64, from: 0.4, to: 1.02, points: 7, fill: '#5b7480', steep: 'right' }),
    sea(s, { y: 298, fill: '#5d8390', line: '#b9d0d3', waves: 40, glint: { x: 250, colour: '#f6e0ae' } }),
    ground('M0 540V384Q180 352 420 372T960 350V540Z', '#b59b7c'),
    ground('M0 540V430Q260 396 520 432T960 408V540Z', '#927a5e'),
    '<path d="M60 468q70 -14 150 0t160 4M420 492q80 -16 170 -2t180 -6M640 452q60 -10 130 0" fill="none" stroke="#d9c3a3" stroke-width="4" stroke-linecap="round" opacity=".7"/>',
    '<path d="M690 470L900 506" stroke="#6f5b44" stroke-width="9" opacity=".5" stroke-linecap="round"/><path d="M690 472V190" stroke="#15222d" stroke-width="10" stroke-linecap="round"/><path d="M690 196l72 22l-72 24z" fill="#b8503f"/><path d="M685 300h10v26h-10zM685 360h10v26h-10z" fill="#f7f4ea"/>',
    walker(s, 330, 470, 1.5, { coat: '#4e9074', withLantern: false }),
    walker(s, 396, 474, 1.42, { coat: '#d9937f' }),
  ]);
}

export const illustrations = (): readonly Drawing[] => [twoLamps(), closedPath(), jacketOnTheLine(), lowWater()];
