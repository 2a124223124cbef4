import { Inject, Injectable } from '@nestjs/common';
import { viewerView } from '../members/index.js';
import { Audit } from '../platform/audit/audit.js';
import { setSessionCookie } from '../platform/auth/session-cookie.js';
import { SessionStore, type SessionOpening } from '../platform/auth/session-store.js';
import { Clock } from '../platform/clock/clock.js';
import { SETTINGS, type Settings } from '../platform/config/settings.js';
import { Database, type Transaction } from '../platform/database/database.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { ClusterBus } from '../platform/realtime/cluster-bus.js';
import type { SignedIn } from './account.types.js';
import { AccountNotices } from './account-notices.js';
import { Devices } from './devices.js';
import { placeOf, writtenDevice } from './sessions/device-names.js';

/** What was shown of who she is, when it is not one factor just now. */
export interface Shown {
  /** Two factors, or one that counts for two. */
  readonly secondFactor?: boolean;
  /** When, if a provider saw it; null when it does not say. */
  readonly provedAt?: Date | null;
}

/** Opens a session for a member who has proved who she is, sets its cookie, and closes the session it replaces. */
@Injectable()
export class OpenSession {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly database: Database,
    private readonly sessions: SessionStore,
    private readonly devices: Devices,
    private readonly notices: AccountNotices,
    private readonly audit: Audit,
    private readonly bus: ClusterBus,
    private readonly clock: Clock,
  ) {}

  /**
   * `before` runs in the same transaction (sign-up writes the member there; a code is used up there).
   */
  async for(ctx: RequestContext, memberId: string, how: SessionOpening, before?: (tx: Transaction) => Promise<void>, shown: Shown = {}): Promise<SignedIn> {
    const device = this.devices.found(ctx);
    const { secondFactor = false } = shown;
    const token = await this.database.transaction(async (tx) => {
      await before?.(tx);
      const replaced = ctx.viewer.sessionId;
      if (replaced) tx.afterCommit(() => this.bus.emit('session.revoked', { sessionId: replaced }));
      const { userAgent, address, country } = ctx;
      const opened = await this.sessions.rotate(tx, memberId, ctx.viewer.sessionId, { userAgent, address, country, how, ...shown });
      await this.announce(tx, ctx, memberId, device.hash, how);
      await this.audit.write(tx, { action: 'session.opened', subjectKind: 'member', subjectId: memberId, actorId: memberId, detail: { how, secondFactor }, ctx });
      return opened;
    });
    // The session's cookie goes first: whoever reads one alone takes that one.
    if (ctx.reply) setSessionCookie(ctx.reply, this.settings.publicUrl, token);
    device.give();
    const found = await this.sessions.viewerOf(token);
    const viewer = viewerView(found ?? ctx.viewer);
    if (!viewer) throw new Error('The session that was just opened has no member');
    return { viewer, mustEnrol: found?.mustEnrol ?? false };
  }

  /** A browser that the member was never here with is told to her by mail. */
  private async announce(tx: Transaction, ctx: RequestContext, memberId: string, device: Buffer, how: SessionOpening): Promise<void> {
    const now = this.clock.now();
    const familiarity = await this.devices.remember(tx, memberId, device, now);
    if (familiarity !== 'new' || how === 'demo') return;
    const url = `${this.settings.publicUrl}/settings/security`;
    await this.notices.tell(tx, memberId, 'accounts.newDevice', { device: writtenDevice(ctx.userAgent), place: placeOf(ctx.address, ctx.country), at: now.toISOString(), url });
  }
}
