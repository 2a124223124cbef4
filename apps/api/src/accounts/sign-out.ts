import { Inject, Injectable } from '@nestjs/common';
import { Audit } from '../platform/audit/audit.js';
import { clearSessionCookie } from '../platform/auth/session-cookie.js';
import { SessionStore } from '../platform/auth/session-store.js';
import { SETTINGS, type Settings } from '../platform/config/settings.js';
import { Database } from '../platform/database/database.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { ClusterBus } from '../platform/realtime/cluster-bus.js';
import type { Done } from '../members/index.js';

/** Ends the session: the cookie goes, its row is revoked, and its open sockets close on every process. */
@Injectable()
export class SignOut {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly database: Database,
    private readonly sessions: SessionStore,
    private readonly audit: Audit,
    private readonly bus: ClusterBus,
  ) {}

  async run(ctx: RequestContext): Promise<Done> {
    // Whoever looks through other eyes signs herself out.
    const { sessionId } = ctx.viewer;
    const { memberId } = ctx.viewer.behind ?? ctx.viewer;
    if (sessionId && memberId) {
      await this.database.transaction(async (tx) => {
        await this.sessions.revoke(tx, sessionId);
        await this.audit.write(tx, { action: 'session.closed', subjectKind: 'member', subjectId: memberId, actorId: memberId, ctx });
        tx.afterCommit(() => this.bus.emit('session.revoked', { sessionId }));
      });
    }
    if (ctx.reply) clearSessionCookie(ctx.reply, this.settings.publicUrl);
    return { ok: true };
  }
}
