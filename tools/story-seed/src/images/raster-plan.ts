import { covers } from '../art/covers.js';
import { entries } from '../art/entries.js';
import { illustrations } from '../art/illustrations.js';
import { portrait } from '../art/portrait.js';
import { products } from '../art/products.js';
import type { Story } from '../story.js';

export type RasterFormat = 'webp' | 'avif';

/** One picture to make; `path` is below the media folder, and below `/media/` on the site. */
export interface RasterJob {
  readonly path: string;
  readonly svg: string;
  /** Width of the drawing in its own units, and of the picture in pixels. */
  readonly drawnWidth: number;
  readonly width: number;
  readonly format: RasterFormat;
}

/** Heads of pages, for phones, screens, and screens with small pixels. */
const COVER_WIDTHS = [640, 1280, 1600] as const;
/** In a post's column of 552 px, once and twice as dense. */
const ILLUSTRATION_WIDTHS = [640, 1280] as const;
const ENTRY_WIDTHS = [640] as const;
const PRODUCT_WIDTHS = [320] as const;
const FORMATS: readonly RasterFormat[] = ['webp', 'avif'];
const PORTRAIT_SIDES = [96, 192] as const;

/** All the story's pictures. Portraits are WebP only: at their size AVIF's header costs what it saves. */
export function rasterJobs(story: Pick<Story, 'members'>): readonly RasterJob[] {
  const scenes = [
    ...covers().map((drawing) => ({ drawing, widths: COVER_WIDTHS })),
    ...illustrations().map((drawing) => ({ drawing, widths: ILLUSTRATION_WIDTHS })),
    ...entries().map((drawing) => ({ drawing, widths: ENTRY_WIDTHS })),
    ...products().map((drawing) => ({ drawing, widths: PRODUCT_WIDTHS })),
  ];
  const pictures = scenes.flatMap(({ drawing, widths }) =>
    widths.flatMap((width) =>
      FORMATS.map((format): RasterJob => ({ path: `story/covers/${drawing.name}-${width}.${format}`, svg: drawing.svg, drawnWidth: drawing.width, width, format })),
    ),
  );
  const portraits = story.members.flatMap((member) =>
    PORTRAIT_SIDES.map((side): RasterJob => ({ path: portraitPath(member.key, side), svg: portrait(member.look), drawnWidth: 96, width: side, format: 'webp' })),
  );
  return [...pictures, ...portraits];
}

/** Where a member's picture is, below the media folder; 96 px is the usual one. */
export function portraitPath(key: string, side: 96 | 192 = 96): string {
  return `story/avatars/${key}${side === 96 ? '' : `-${side}`}.webp`;
}
