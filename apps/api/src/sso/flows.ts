import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { readCookie } from '../platform/auth/session-cookie.js';
import { Clock } from '../platform/clock/clock.js';
import { SETTINGS, type Settings } from '../platform/config/settings.js';
import { Database } from '../platform/database/database.js';
import type { RequestContext } from '../platform/http/request-context.js';
import type { Journey } from './provider-talk.js';

const MINUTES = 10;
const TOKEN = /^[\w-]{43}$/;

/** Why somebody goes to a provider: to come in, to link it to her account, or to prove again who she is. */
export type FlowPurpose = 'enter' | 'link' | 'prove';

export interface Flow {
  readonly providerId: string;
  readonly purpose: FlowPurpose;
  /** Who links, or proves; null when somebody comes in. */
  readonly memberId: string | null;
  /** The invitation that somebody comes in with. */
  readonly invitationId: string | null;
  readonly next: string;
}

/** A flow that came back, and when it began. */
export interface FlowTaken extends Flow {
  readonly beganAt: Date;
}

interface FlowRow {
  provider_id: string;
  purpose: FlowPurpose;
  member_id: string | null;
  invitation_id: string | null;
  began_at: Date;
  nonce: string;
  code_verifier: string;
  next: string;
}

/**
 * Sign-ins that are under way at a provider: kept here, for ten minutes, for the browser that began them, once.
 * A browser has one cookie for all of them, so that two tabs do not undo each other.
 */
@Injectable()
export class Flows {
  private readonly cookie: string;
  private readonly secure: boolean;

  constructor(
    @Inject(SETTINGS) settings: Settings,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {
    this.secure = settings.publicUrl.startsWith('https:');
    this.cookie = this.secure ? '__Host-foyer_sso' : 'foyer_sso';
  }

  async begin(ctx: RequestContext, flow: Flow): Promise<Journey> {
    const known = this.browserOf(ctx);
    const browser = known ?? random();
    const journey = { state: random(), nonce: random(), codeVerifier: random() };
    const now = this.clock.now();
    await this.database.rows('DELETE FROM sso_flows WHERE expires_at < $1', [now]);
    await this.database.rows(
      'INSERT INTO sso_flows (state_hash, browser_hash, provider_id, member_id, nonce, code_verifier, next, expires_at, purpose, invitation_id, began_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)',
      [hashOf(journey.state), hashOf(browser), flow.providerId, flow.memberId, journey.nonce, journey.codeVerifier, flow.next, new Date(now.getTime() + MINUTES * 60_000), flow.purpose, flow.invitationId, now],
    );
    this.keepBrowser(ctx, browser, MINUTES);
    return journey;
  }

  /** Takes the sign-in that this browser comes back with; unknown, expired, used, foreign and another provider's are none. */
  async take(ctx: RequestContext, providerCode: string, state: string): Promise<{ readonly flow: FlowTaken; readonly journey: Journey } | null> {
    const browser = this.browserOf(ctx);
    if (!browser || !TOKEN.test(state)) return null;
    const row = await this.database.row<FlowRow>(
      `DELETE FROM sso_flows f USING sso_providers p
        WHERE f.state_hash = $1 AND f.browser_hash = $2 AND p.id = f.provider_id AND p.code = $3 AND p.enabled AND f.expires_at > $4
        RETURNING f.provider_id, f.purpose, f.member_id, f.invitation_id, f.began_at, f.nonce, f.code_verifier, f.next`,
      [hashOf(state), hashOf(browser), providerCode, this.clock.now()],
    );
    if (!row) return null;
    const { provider_id: providerId, purpose, member_id: memberId, invitation_id: invitationId, began_at: beganAt, next } = row;
    return { flow: { providerId, purpose, memberId, invitationId, beganAt, next }, journey: { state, nonce: row.nonce, codeVerifier: row.code_verifier } };
  }

  /** What is kept of this browser; null when it began nothing. */
  browserHash(ctx: RequestContext): Buffer | null {
    const browser = this.browserOf(ctx);
    return browser === null ? null : hashOf(browser);
  }

  /** Keeps the cookie of this browser for longer: somebody answers the door's questions with it. */
  stay(ctx: RequestContext, minutes: number): void {
    const browser = this.browserOf(ctx);
    if (browser !== null) this.keepBrowser(ctx, browser, minutes);
  }

  private keepBrowser(ctx: RequestContext, browser: string, minutes: number): void {
    ctx.reply?.header('set-cookie', `${this.cookie}=${browser}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${minutes * 60}${this.secure ? '; Secure' : ''}`);
  }

  private browserOf(ctx: RequestContext): string | null {
    const token = readCookie(ctx.cookies, this.cookie);
    return token !== null && TOKEN.test(token) ? token : null;
  }
}

const random = (): string => randomBytes(32).toString('base64url');
const hashOf = (text: string): Buffer => createHash('sha256').update(text).digest();
