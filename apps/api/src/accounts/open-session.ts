import { Inject, Injectable } from '@nestjs/common';
import { Audit } from '../platform/audit/audit.js';
import { setSessionCookie } from '../platform/auth/session-cookie.js';
import { SessionStore, type SessionOpening } from '../platform/auth/session-store.js';
import { SETTINGS, type Settings } from '../platform/config/settings.js';
import { Database, type Transaction } from '../platform/database/database.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { ClusterBus } from '../platform/realtime/cluster-bus.js';
import type { SignedIn } from './account.types.js';
import { viewerView } from '../members/index.js';

/** Opens a session for a member who has proved who she is, sets its cookie, and closes the session it replaces. */
@Injectable()
export class OpenSession {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly database: Database,
    private readonly sessions: SessionStore,
    private readonly audit: Audit,
    private readonly bus: ClusterBus,
  ) {}

  /** `before` runs in the same transaction (sign-up writes the member there). */
  async for(ctx: RequestContext, memberId: string, how: SessionOpening, before?: (tx: Transaction) => Promise<void>): Promise<SignedIn> {
    const token = await this.database.transaction(async (tx) => {
      await before?.(tx);
      const replaced = ctx.viewer.sessionId;
      if (replaced) tx.afterCommit(() => this.bus.emit('session.revoked', { sessionId: replaced }));
      const opened = await this.sessions.rotate(tx, memberId, ctx.viewer.sessionId, { userAgent: ctx.userAgent, address: ctx.address, how });
      await this.audit.write(tx, { action: 'session.opened', subjectKind: 'member', subjectId: memberId, actorId: memberId, detail: { how }, ctx });
      return opened;
    });
    if (ctx.reply) setSessionCookie(ctx.reply, this.settings.publicUrl, token);
    const viewer = viewerView((await this.sessions.viewerOf(token)) ?? ctx.viewer);
    if (!viewer) throw new Error('The session that was just opened has no member');
    return { viewer };
  }
}
