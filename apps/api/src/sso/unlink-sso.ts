import { Injectable } from '@nestjs/common';
import { refuse, type Result } from '@foyer/domain/result';
import type { Done } from '../members/index.js';
import { Audit } from '../platform/audit/audit.js';
import { Database } from '../platform/database/database.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { ApplyRights, NOTHING } from './apply-rights.js';
import type { IdentityRow } from './identities.repository.js';
import { OTHER_WAY_IN } from './sso.queries.js';

/** A member unlinks a provider from her account: what it gave her goes with it. Her last way in stays. */
@Injectable()
export class UnlinkSso {
  constructor(
    private readonly database: Database,
    private readonly rights: ApplyRights,
    private readonly audit: Audit,
  ) {}

  async run(ctx: RequestContext, code: string): Promise<Result<Done>> {
    const { memberId } = ctx.viewer;
    if (memberId === null) return refuse('sso.signIn');
    return this.database.transaction(async (tx) => {
      // Her account is held: of two providers unlinked at once, the second finds that it is the last.
      await tx.rows('SELECT 1 FROM member_accounts WHERE member_id = $1 FOR UPDATE', [memberId]);
      const identity = await tx.row<IdentityRow & { other_way_in: boolean }>(
        `SELECT i.id, i.member_id, i.role_granted, i.role_before, 'active' AS state, (${OTHER_WAY_IN}) AS other_way_in
           FROM sso_identities i JOIN sso_providers p ON p.id = i.provider_id WHERE i.member_id = $1 AND p.code = $2`,
        [memberId, code],
      );
      if (!identity) return refuse('sso.unknown');
      if (!identity.other_way_in) return refuse('sso.lastWayIn');
      await this.rights.run(tx, ctx, identity, NOTHING, code);
      await tx.rows('DELETE FROM sso_identities WHERE id = $1', [identity.id]);
      await this.audit.write(tx, { action: 'sso.unlinked', subjectKind: 'member', subjectId: memberId, actorId: memberId, detail: { provider: code }, ctx });
      return { ok: true, value: { ok: true } };
    });
  }
}
