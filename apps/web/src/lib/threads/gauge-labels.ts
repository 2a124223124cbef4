/** A mark on the reading gauge: a place of the thread and what stands there. */
export interface Mark {
  readonly key: 'first' | 'tide' | 'here' | 'last';
  readonly position: number;
}

/** A mark with where it is drawn, in px from the top. */
export interface PlacedMark extends Mark {
  /** On the rail. */
  readonly y: number;
  /** The line of its words, kept apart from its neighbours'. */
  readonly label: number;
}

/**
 * Places marks on a rail between two positions.
 * @param height of the rail, px
 * @param gap least distance between two lines of words, px
 */
export function placeMarks(marks: readonly Mark[], first: number, last: number, height: number, gap: number): PlacedMark[] {
  const span = Math.max(1, last - first);
  const placed = marks
    .map((mark) => ({ ...mark, y: (Math.min(Math.max(mark.position, first), last) - first) / span * height }))
    .sort((a, b) => a.y - b.y || order[a.key] - order[b.key]);
  const labels: number[] = [];
  placed.forEach((mark, index) => labels.push(Math.max(mark.y, index === 0 ? 0 : (labels[index - 1] ?? 0) + gap)));
  // What was pushed below the end moves the lines above it up.
  for (let index = labels.length - 1, limit = height; index >= 0; index -= 1, limit = (labels[index + 1] ?? limit) - gap) {
    labels[index] = Math.min(labels[index] ?? 0, limit);
  }
  return placed.map((mark, index) => ({ ...mark, y: Math.round(mark.y), label: Math.round(labels[index] ?? 0) }));
}

const order: Record<Mark['key'], number> = { first: 0, tide: 1, here: 2, last: 3 };
