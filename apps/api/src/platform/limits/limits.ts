import { Inject, Injectable } from '@nestjs/common';
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { SETTINGS, type Settings } from '../config/settings.js';
import { Database } from '../database/database.js';
import { RateLimited } from '../graphql/errors.js';

/** How many acts in how many seconds. */
const RULES = {
  'signIn.account': { points: 10, duration: 900 },
  'signIn.address': { points: 60, duration: 900 },
  'signUp.address': { points: 20, duration: 3_600 },
  'secondFactor.address': { points: 60, duration: 900 },
  // Whoever gets here has the password: thirty wrong codes an hour find nothing among a million.
  'secondFactor.member': { points: 30, duration: 3_600 },
  'passkey.address': { points: 120, duration: 900 },
  'stepUp.member': { points: 10, duration: 900 },
  'password.member': { points: 20, duration: 3_600 },
  'reset.address': { points: 20, duration: 3_600 },
  'reset.account': { points: 5, duration: 3_600 },
  'link.address': { points: 60, duration: 3_600 },
  'addressChange.member': { points: 5, duration: 3_600 },
  'signUp.account': { points: 6, duration: 3_600 },
  'confirm.address': { points: 60, duration: 3_600 },
  'confirm.again': { points: 5, duration: 3_600 },
  'claim.account': { points: 5, duration: 3_600 },
  'invite.member': { points: 1_000, duration: 86_400 },
  'claim.address': { points: 30, duration: 3_600 },
  'sso.address': { points: 120, duration: 900 },
  'sso.check': { points: 30, duration: 600 },
  'post.member': { points: 30, duration: 60 },
  'react.member': { points: 120, duration: 60 },
  'preview.member': { points: 120, duration: 60 },
  // Thousands of characters of long texts: they are rendered one after the other, and the worst take seconds.
  'longText.member': { points: 200, duration: 60 },
  'suggest.member': { points: 300, duration: 60 },
  'act.member': { points: 120, duration: 60 },
  // By member, or by address for visitors: a person who looks for something in many ways, and one who types.
  'search.viewer': { points: 120, duration: 60 },
  'searchSuggest.viewer': { points: 300, duration: 60 },
  'follow.member': { points: 60, duration: 600 },
  'browse.member': { points: 240, duration: 60 },
  // Each change of a name makes every kept page anew.
  'profile.member': { points: 30, duration: 600 },
  // A day's worth of pictures, and of what they weigh.
  'upload.member': { points: 200, duration: 86_400 },
  'uploadMegabytes.member': { points: 500, duration: 86_400 },
} as const;

export type LimitName = keyof typeof RULES;

/**
 * Limits shared by all processes through PostgreSQL; when it does not answer, each process counts by itself rather
 * than letting everything or nothing through.
 */
@Injectable()
export class Limits {
  private readonly limiters: ReadonlyMap<LimitName, RateLimiterPostgres>;
  private readonly enforced: boolean;

  constructor(@Inject(SETTINGS) settings: Settings, database: Database) {
    this.enforced = settings.limits;
    this.limiters = new Map(
      (Object.keys(RULES) as LimitName[]).map((name) => [
        name,
        new RateLimiterPostgres({
          storeClient: database.pool,
          storeType: 'pool',
          tableName: 'rate_limits',
          tableCreated: true,
          keyPrefix: name,
          ...RULES[name],
          insuranceLimiter: new RateLimiterMemory({ keyPrefix: name, ...RULES[name] }),
        }),
      ]),
    );
  }

  /**
   * Charges an act, or several points of one, to a key (a member, an account, an address).
   * Throws `RateLimited` with the seconds to wait.
   */
  async charge(name: LimitName, key: string, points = 1): Promise<void> {
    if (!this.enforced) return;
    try {
      await this.limiters.get(name)?.consume(key, points);
    } catch (refusal) {
      if (refusal instanceof RateLimiterRes) throw new RateLimited(Math.max(1, Math.ceil(refusal.msBeforeNext / 1_000)));
      throw refusal;
    }
  }

  /** Gives back what was charged: an act that succeeded is no attack. */
  async forgive(name: LimitName, key: string): Promise<void> {
    if (this.enforced) await this.limiters.get(name)?.delete(key);
  }
}

/** The part of an address that one attacker holds: an IPv4 address, or the /64 of an IPv6 one. */
export function addressKey(address: string): string {
  if (!address.includes(':')) return address;
  if (address.startsWith('::ffff:')) return address.slice(7);
  const [head = '', tail] = address.split('::');
  const left = head.split(':').filter(Boolean);
  const right = (tail ?? '').split(':').filter(Boolean);
  const full = tail === undefined ? left : [...left, ...Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0'), ...right];
  return `${full.slice(0, 4).join(':')}::/64`;
}
