/** A bucket that refills: so many events at once, so many a second after that. */
export class EventAllowance {
  private left: number;
  private at: number;

  /** @param now milliseconds of a monotonic clock */
  constructor(
    private readonly burst: number,
    private readonly perSecond: number,
    now: number,
  ) {
    this.left = burst;
    this.at = now;
  }

  take(now: number): boolean {
    this.left = Math.min(this.burst, this.left + ((now - this.at) / 1_000) * this.perSecond);
    this.at = now;
    if (this.left < 1) return false;
    this.left -= 1;
    return true;
  }
}
