import { fileTypeFromFile } from 'file-type';
import sharp from 'sharp';

/**
 * The program that opens what strangers send, in a process of its own: whatever a picture does to it, the house goes
 * on. It is given the path of a file and answers with pictures made anew, which carry nothing of the original but its
 * pixels. It takes nothing from other files of the house, so that it can be started by itself.
 */

/** One size to make; the height follows from the purpose's ratio. Without a height: all of the picture, at most so wide and so high. */
export interface Shape {
  readonly name: string;
  readonly width: number;
  readonly height: number | null;
}

/** The part to keep, in fractions of the upright picture. */
export interface Crop {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface ImageTask {
  readonly id: number;
  readonly path: string;
  readonly shapes: readonly Shape[];
  readonly crop: Crop | null;
}

export interface MadeImage {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly content: Buffer;
  /** The same picture once more, lighter, for browsers that know AVIF. */
  readonly lighter: Buffer | null;
}

export type ImageFault = 'notAnImage' | 'tooManyPixels' | 'unreadable';
export type ImageAnswer = { readonly id: number } & ({ readonly images: readonly MadeImage[] } | { readonly fault: ImageFault });

/** Larger pictures are refused before a single pixel is unpacked. */
const PIXEL_LIMIT = 40_000_000;
/** What the process may hold, in bytes; past it, it gives up and another one is started. */
const MEMORY_LIMIT = 768 * 1024 * 1024;
const WATCHED_EVERY = 25;
const OUT_OF_MEMORY = 9;
const QUALITY = 82;
const LIGHTER_QUALITY = 55;

const FORMATS: ReadonlySet<string> = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/avif', 'image/gif']);

// Nothing is kept between two pictures, and nothing is read that is not one of the formats above.
sharp.cache(false);
sharp.concurrency(1);
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({ operation: ['VipsForeignLoadJpeg', 'VipsForeignLoadPng', 'VipsForeignLoadWebp', 'VipsForeignLoadHeif', 'VipsForeignLoadNsgif'] });

async function make(task: ImageTask): Promise<readonly MadeImage[] | ImageFault> {
  const type = await fileTypeFromFile(task.path).catch(() => undefined);
  if (!type || !FORMATS.has(type.mime)) return 'notAnImage';
  // Of what moves, the first picture is kept.
  const source = sharp(task.path, { limitInputPixels: PIXEL_LIMIT, failOn: 'error', pages: 1 });
  let upright: { width: number; height: number };
  try {
    const { width, height, autoOrient } = await source.metadata();
    if (width * height > PIXEL_LIMIT) return 'tooManyPixels';
    upright = autoOrient;
  } catch (error) {
    return faultOf(error);
  }
  const part = partOf(upright, task.crop);
  const largest = Math.max(...task.shapes.map((shape) => shape.width));
  try {
    // Unpacked once, at the largest size that is wanted; the others are made of that one.
    const shape = task.shapes.find(({ width }) => width === largest);
    if (!shape) return [];
    const base = await source
      .autoOrient()
      .extract(part)
      .resize(shape.height === null ? { width: shape.width, height: shape.width, fit: 'inside', withoutEnlargement: true } : { width: shape.width, height: shape.height, fit: 'cover', position: 'centre', withoutEnlargement: false })
      .toColourspace('srgb')
      .png({ compressionLevel: 1 })
      .toBuffer();
    const images: MadeImage[] = [];
    for (const { name, width, height } of task.shapes) {
      const sized = sharp(base).resize(height === null ? { width, height: width, fit: 'inside', withoutEnlargement: true } : { width, height, fit: 'fill' });
      const { data, info } = await sized.clone().webp({ quality: QUALITY, effort: 4 }).toBuffer({ resolveWithObject: true });
      const lighter = height === null ? await sized.clone().avif({ quality: LIGHTER_QUALITY, effort: 2 }).toBuffer() : null;
      images.push({ name, width: info.width, height: info.height, content: data, lighter });
    }
    return images;
  } catch (error) {
    return faultOf(error);
  }
}

/** The crop in pixels, inside the picture whatever was asked; all of it when nothing was. */
function partOf(upright: { width: number; height: number }, crop: Crop | null): { left: number; top: number; width: number; height: number } {
  if (!crop) return { left: 0, top: 0, width: upright.width, height: upright.height };
  const width = Math.min(upright.width, Math.max(1, Math.round(crop.width * upright.width)));
  const height = Math.min(upright.height, Math.max(1, Math.round(crop.height * upright.height)));
  const left = Math.min(upright.width - width, Math.max(0, Math.round(crop.left * upright.width)));
  const top = Math.min(upright.height - height, Math.max(0, Math.round(crop.top * upright.height)));
  return { left, top, width, height };
}

const faultOf = (error: unknown): ImageFault => (/pixel limit|exceeds|too large/i.test(String(error)) ? 'tooManyPixels' : 'unreadable');

process.on('message', (task: ImageTask) => {
  void make(task).then(
    (made) => process.send?.(typeof made === 'string' ? { id: task.id, fault: made } : { id: task.id, images: made }),
    () => process.send?.({ id: task.id, fault: 'unreadable' }),
  );
});
process.on('disconnect', () => process.exit(0));
setInterval(() => {
  if (process.memoryUsage.rss() > MEMORY_LIMIT) process.exit(OUT_OF_MEMORY);
}, WATCHED_EVERY).unref();
