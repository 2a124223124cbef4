import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { ownCookieName, readCookie, setOwnCookie } from '../platform/auth/session-cookie.js';
import { SETTINGS, type Settings } from '../platform/config/settings.js';
import type { Sql } from '../platform/database/database.js';
import type { RequestContext } from '../platform/http/request-context.js';

const COOKIE = 'foyer_device';
const KEPT_SECONDS = 400 * 24 * 3_600;
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** `first` is the first of all that a member signs in with: there is nobody to warn. */
export type Familiarity = 'known' | 'new' | 'first';

interface Remembered {
  known: boolean;
  others: boolean;
}

/**
 * Tells browsers apart by a random cookie, kept only as its hash: it ties the steps of one sign-in together, and says
 * whether a member was here with this browser before.
 */
@Injectable()
export class Devices {
  private readonly cookie: string;

  constructor(@Inject(SETTINGS) private readonly settings: Settings) {
    this.cookie = ownCookieName(settings.publicUrl, COOKIE);
  }

  /** The hash of the browser's token, or null when it brought none. */
  of(ctx: RequestContext): Buffer | null {
    const token = readCookie(ctx.cookies, this.cookie);
    return token !== null && TOKEN.test(token) ? hashOf(token) : null;
  }

  /** The same; a browser that brought none is given one. */
  ensure(ctx: RequestContext): Buffer {
    const device = this.found(ctx);
    device.give();
    return device.hash;
  }

  /** The browser's hash, made when it brought none; `give` sends it its cookie then. */
  found(ctx: RequestContext): { readonly hash: Buffer; readonly give: () => void } {
    const brought = this.of(ctx);
    if (brought) return { hash: brought, give: () => undefined };
    const token = randomBytes(32).toString('base64url');
    return { hash: hashOf(token), give: () => ctx.reply && setOwnCookie(ctx.reply, this.settings.publicUrl, COOKIE, token, KEPT_SECONDS) };
  }

  /** Remembers that the member was here with this browser, and says whether she had been before. */
  async remember(tx: Sql, memberId: string, device: Buffer, now: Date): Promise<Familiarity> {
    const before = await tx.row<Remembered>(
      `SELECT EXISTS (SELECT 1 FROM member_devices WHERE member_id = $1 AND device_hash = $2) AS known,
              EXISTS (SELECT 1 FROM member_devices WHERE member_id = $1 AND device_hash <> $2) AS others`,
      [memberId, device],
    );
    await tx.rows(
      `INSERT INTO member_devices (member_id, device_hash, first_seen_at, last_seen_at) VALUES ($1, $2, $3, $3)
       ON CONFLICT (member_id, device_hash) DO UPDATE SET last_seen_at = excluded.last_seen_at`,
      [memberId, device, now],
    );
    if (before?.known) return 'known';
    return before?.others ? 'new' : 'first';
  }
}

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();
