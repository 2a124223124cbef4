import { lantern } from './figures.js';
import { drawingOf, sceneOf, type Drawing } from './scene.js';

const field = (colour: string): string => `<rect width="160" height="120" fill="${colour}"/>`;

/** The brand's goods, as shown on rewards. */
export function products(): readonly Drawing[] {
  const lamp = sceneOf(1, 160, 120);
  const plain = sceneOf(2, 160, 120);
  return [
    drawingOf('product-lamp', lamp, 'Lampe Kerlune 2', [field('#1b3240'), lantern(lamp, 80, 92, 1.5, 84)]),
    drawingOf('product-bag', plain, 'Sac Estran 32', [
      field('#cfe0e2'),
      '<path d="M50 104V44q0 -22 30 -22t30 22v60z" fill="#2f5142"/><path d="M58 104V74h44v30z" fill="#3e6a55"/>',
      '<path d="M66 22q14 -16 28 0" fill="none" stroke="#15222d" stroke-width="4"/><path d="M64 84h32" stroke="#f4bc2e" stroke-width="4"/><path d="M50 52h60" stroke="#15222d" stroke-width="3"/>',
    ]),
    drawingOf('product-jacket', plain, 'Ciré', [
      field('#e6d9c2'),
      '<path d="M60 22q20 -14 40 0l26 20l-12 60h-68l-12 -60z" fill="#f4bc2e"/><path d="M80 24v78M46 60l8 42M114 60l-8 42" stroke="#b98507" stroke-width="3" fill="none"/>',
      '<path d="M66 20q14 14 28 0l-3 -8q-11 -6 -22 0z" fill="#c98a12"/><path d="M56 78h16M88 78h16" stroke="#15222d" stroke-width="3"/>',
    ]),
    drawingOf('product-hat', plain, 'Bonnet', [
      field('#d9b3a4'),
      '<path d="M44 84q-4 -58 36 -58t36 58z" fill="#24506b"/><path d="M40 78h80v20h-80z" fill="#1b3b50"/>',
      '<path d="M52 78v20M64 78v20M76 78v20M88 78v20M100 78v20M112 78v20" stroke="#2f6384" stroke-width="3"/><circle cx="80" cy="24" r="9" fill="#f4bc2e"/>',
    ]),
  ];
}
