/** A reproducible source of chance (sfc32): the same seed gives the same set on every machine. */
export class Random {
  private a: number;
  private b: number;
  private c: number;
  private d = 1;

  constructor(seed: string) {
    [this.a, this.b, this.c] = hash(seed);
    for (let warmUp = 0; warmUp < 12; warmUp++) this.next();
  }

  /** From 0 (included) to 1 (excluded). */
  next(): number {
    const t = (((this.a + this.b) | 0) + this.d) | 0;
    this.d = (this.d + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = ((this.c << 21) | (this.c >>> 11)) + t;
    return (t >>> 0) / 4_294_967_296;
  }

  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** @throws RangeError when there is nothing to pick from */
  pick<T>(items: readonly T[]): T {
    const item = items[Math.floor(this.next() * items.length)];
    if (item === undefined) throw new RangeError('nothing to pick from');
    return item;
  }
}

/** Picks ranks from 0 with Zipf's frequencies: the weight of rank r is 1 / (r + shift). */
export class Zipf {
  private readonly upTo: Float64Array;

  constructor(size: number, shift = 2.7) {
    this.upTo = new Float64Array(size);
    let sum = 0;
    for (let rank = 0; rank < size; rank++) this.upTo[rank] = sum += 1 / (rank + shift);
  }

  pick(random: Random): number {
    const last = this.upTo.length - 1;
    const wanted = random.next() * (this.upTo[last] ?? 0);
    let low = 0;
    let high = last;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.upTo[middle] ?? 0) > wanted) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

/** Three 32-bit words out of a text (FNV-1a with three offsets). */
function hash(text: string): [number, number, number] {
  const words: [number, number, number] = [0x811c9dc5, 0x9e3779b9, 0x85ebca6b];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    words[0] = Math.imul(words[0] ^ code, 0x01000193);
    words[1] = Math.imul(words[1] ^ (code + at), 0x01000193);
    words[2] = Math.imul(words[2] ^ (code * 31 + at), 0x01000193);
  }
  return words;
}
