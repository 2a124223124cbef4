import sharp, { type Sharp } from 'sharp';
import type { RasterFormat, RasterJob } from './raster-plan.js';

/** Part of each picture's fingerprint: raise it when the settings below change. */
export const ENCODERS = 'v2';

/** Draws one picture. Flat colours and hairlines: full colour resolution, or the strokes would bleed. */
export async function rasterise({ svg, drawnWidth, width, format }: RasterJob): Promise<Buffer> {
  // librsvg draws 72 units to the inch: this density gives the wished width without resampling.
  const drawing = sharp(Buffer.from(svg), { density: (72 * width) / drawnWidth }).resize({ width }).flatten({ background: '#ffffff' });
  return encode(drawing, format).toBuffer();
}

function encode(drawing: Sharp, format: RasterFormat): Sharp {
  switch (format) {
    case 'webp':
      return drawing.webp({ quality: 84, smartSubsample: true, effort: 4, preset: 'drawing' });
    case 'avif':
      return drawing.avif({ quality: 58, chromaSubsampling: '4:4:4', effort: 3 });
  }
}
