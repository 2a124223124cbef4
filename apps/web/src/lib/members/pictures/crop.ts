/** A part of a picture, in fractions of its width and height. */
export interface Part {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** What one looks at: the middle, in fractions of the picture, and how closely. */
export interface View {
  readonly x: number;
  readonly y: number;
  /** 1 shows as much as fits the frame. */
  readonly zoom: number;
}

export const CLOSEST = 5;
export const WHOLE: View = { x: 0.5, y: 0.5, zoom: 1 };

/** The part of a picture of this size that a frame of this ratio (width over height) shows; always inside the picture. */
export function partOf(size: { readonly width: number; readonly height: number }, ratio: number, view: View): Part {
  const wide = size.width / size.height > ratio;
  const zoom = clamp(view.zoom, 1, CLOSEST);
  const width = (wide ? (ratio * size.height) / size.width : 1) / zoom;
  const height = (wide ? 1 : size.width / (ratio * size.height)) / zoom;
  return { left: clamp(view.x - width / 2, 0, 1 - width), top: clamp(view.y - height / 2, 0, 1 - height), width, height };
}

/** The view moved by parts of the frame: 1 is the frame's whole width or height. It stops at the picture's edges. */
export function moved(size: { readonly width: number; readonly height: number }, ratio: number, view: View, x: number, y: number): View {
  const { left, top, width, height } = partOf(size, ratio, view);
  return {
    x: clamp(left + width / 2 + x * width, width / 2, 1 - width / 2),
    y: clamp(top + height / 2 + y * height, height / 2, 1 - height / 2),
    zoom: view.zoom,
  };
}

/** The view at another distance, around its middle. */
export const zoomed = (view: View, zoom: number): View => ({ ...view, zoom: clamp(zoom, 1, CLOSEST) });

const clamp = (value: number, least: number, most: number): number => Math.min(Math.max(value, least), Math.max(least, most));
