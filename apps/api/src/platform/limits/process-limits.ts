import { Inject, Injectable } from '@nestjs/common';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { SETTINGS, type Settings } from '../config/settings.js';
import { RateLimited } from '../graphql/errors.js';

/**
 * How many in how many seconds. An address may be an office or a campus: hundreds of people who read stay far below
 * these, one program that asks as fast as it can does not.
 */
const RULES = {
  'read.address': { points: 3_000, duration: 60 },
  'socket.address': { points: 600, duration: 60 },
  'live.address': { points: 6_000, duration: 60 },
  // A page tells how far it was read each time somebody stops scrolling.
  'markRead.member': { points: 240, duration: 60 },
  // A text that is being written is kept about once a second, on two devices at most.
  'draft.member': { points: 240, duration: 60 },
} as const;

export type ProcessLimitName = keyof typeof RULES;

/**
 * Limits on what costs less than a statement would: each process counts by itself, in memory. What protects an
 * account or a text is counted across processes (`Limits`).
 */
@Injectable()
export class ProcessLimits {
  private readonly limiters: ReadonlyMap<ProcessLimitName, RateLimiterMemory>;
  private readonly enforced: boolean;

  constructor(@Inject(SETTINGS) settings: Settings) {
    this.enforced = settings.limits;
    this.limiters = new Map((Object.keys(RULES) as ProcessLimitName[]).map((name) => [name, new RateLimiterMemory({ keyPrefix: name, ...RULES[name] })]));
  }

  /** Charges one to a key (an address, a member) and gives the seconds to wait: 0 when there is nothing to wait for. */
  async wait(name: ProcessLimitName, key: string): Promise<number> {
    if (!this.enforced) return 0;
    try {
      await this.limiters.get(name)?.consume(key);
      return 0;
    } catch (refusal) {
      if (refusal instanceof RateLimiterRes) return Math.max(1, Math.ceil(refusal.msBeforeNext / 1_000));
      throw refusal;
    }
  }

  /** The same for an operation. Throws `RateLimited`. */
  async charge(name: ProcessLimitName, key: string): Promise<void> {
    const seconds = await this.wait(name, key);
    if (seconds > 0) throw new RateLimited(seconds);
  }
}
