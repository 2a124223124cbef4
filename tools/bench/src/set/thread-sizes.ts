/** How many posts each thread has: the shape that a community of nine years has. */
export interface Shape {
  readonly threads: number;
  readonly posts: number;
  readonly median: number;
  readonly ninetieth: number;
  /** Sizes of the few very long threads. */
  readonly giants: readonly number[];
}

export const BENCHMARK_SHAPE: Shape = { threads: 10_000, posts: 100_000, median: 7, ninetieth: 20, giants: [5_000, ...Array<number>(10).fill(500)] };

/**
 * Sizes in ascending order, with exactly the wanted number of posts, median and 90th percentile. Below the 90th
 * percentile they follow a log-normal law; what is above it carries the rest.
 * @throws RangeError when no such sizes exist
 */
export function threadSizes(shape: Shape): number[] {
  const count = shape.threads - shape.giants.length;
  const wanted = shape.posts - shape.giants.reduce((sum, size) => sum + size, 0);
  const sigma = Math.log(shape.ninetieth / shape.median) / quantile(0.9);
  const sizes = Array.from({ length: count }, (_, at) => Math.max(1, shape.median * Math.exp(sigma * quantile((at + 0.5) / count))));
  const knee = Math.floor(count * 0.9);
  const body = sizes.slice(0, knee).map(Math.round);
  const tail = sizes.slice(knee).map((size) => Math.max(0, size - shape.ninetieth));
  const rest = wanted - body.reduce((sum, size) => sum + size, 0) - tail.length * shape.ninetieth;
  if (rest < 0) throw new RangeError('too few posts for this median and this 90th percentile');
  const scale = rest / tail.reduce((sum, size) => sum + size, 0);
  const above = tail.map((size) => Math.floor(size * scale));
  // Rounded down so far: the longest take what is missing, one each.
  let missing = rest - above.reduce((sum, size) => sum + size, 0);
  for (let at = above.length - 1; missing > 0; at = at === 0 ? above.length - 1 : at - 1, missing--) above[at] = (above[at] ?? 0) + 1;
  return [...body, ...above.map((size) => size + shape.ninetieth), ...[...shape.giants].sort((a, b) => a - b)];
}

/** Inverse of the standard normal distribution (Acklam's rational approximation, error under 1.2e-9). */
function quantile(p: number): number {
  const a = [-39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716, 2.506628277459239];
  const b = [-54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572];
  const c = [-0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968, 2.938163982698783];
  const d = [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416];
  const low = 0.02425;
  if (p < low || p > 1 - low) {
    const q = Math.sqrt(-2 * Math.log(p < low ? p : 1 - p));
    const value = polynomial(c, q) / (polynomial(d, q) * q + 1);
    return p < low ? value : -value;
  }
  const q = p - 0.5;
  const r = q * q;
  return (polynomial(a, r) * q) / (polynomial(b, r) * r + 1);
}

const polynomial = (coefficients: readonly number[], x: number): number => coefficients.reduce((sum, coefficient) => sum * x + coefficient, 0);
