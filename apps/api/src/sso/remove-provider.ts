import { Injectable } from '@nestjs/common';
import { refuse, type Result } from '@foyer/domain/result';
import { raiseCommunity } from '../community/index.js';
import type { Done } from '../members/index.js';
import { Audit } from '../platform/audit/audit.js';
import { Database, type Transaction } from '../platform/database/database.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { ClusterBus } from '../platform/realtime/cluster-bus.js';
import { anotherAdmin } from './apply-rights.js';
import { ProviderTalk } from './provider-talk.js';
import { ProvidersRepository } from './providers.repository.js';

const NOBODY = '00000000-0000-0000-0000-000000000000';

/** A provider goes, and with it everything that it alone gave: roles, custom roles, groups. The members stay. */
@Injectable()
export class RemoveProvider {
  constructor(
    private readonly database: Database,
    private readonly providers: ProvidersRepository,
    private readonly talk: ProviderTalk,
    private readonly audit: Audit,
    private readonly bus: ClusterBus,
  ) {}

  async run(ctx: RequestContext, code: string): Promise<Result<Done>> {
    const done = await this.database.transaction<Result<Done>>(async (tx) => {
      const provider = await this.providers.byCode(tx, code);
      if (!provider) return refuse('sso.unknown');
      if (!(await this.adminRemains(tx, provider.id))) return refuse('sso.lastAdmin');
      const groups = await taken(tx, provider.id, 'group_members', 'group_id', 'group_id');
      const custom = await taken(tx, provider.id, 'member_roles', 'role_id', 'custom_role_id');
      const lowered = await tx.rows<{ id: string }>(
        'UPDATE members m SET role = i.role_before FROM sso_identities i WHERE i.provider_id = $1 AND i.member_id = m.id AND i.role_granted = m.role RETURNING m.id',
        [provider.id],
      );
      await tx.rows('DELETE FROM sso_providers WHERE id = $1', [provider.id]);
      await raiseCommunity(tx);
      const detail = { code, name: provider.name, issuer: provider.issuer, rolesTaken: lowered.length, customRolesTaken: custom.length, groupsTaken: groups.length };
      await this.audit.write(tx, { action: 'sso.providerRemoved', subjectKind: 'ssoProvider', subjectId: provider.id, detail, ctx });
      tx.afterCommit(() => {
        for (const groupId of new Set(groups.map((row) => row.id))) this.bus.emit('group.changed', { groupId });
        for (const memberId of new Set([...lowered.map((row) => row.id), ...custom.map((row) => row.member_id)])) this.bus.emit('member.roleChanged', { memberId });
      });
      return { ok: true, value: { ok: true } };
    });
    if (done.ok) this.talk.forget();
    return done;
  }

  /** Whether an administrator is left whom this provider did not make one. */
  private async adminRemains(tx: Transaction, providerId: string): Promise<boolean> {
    await anotherAdmin(tx, NOBODY);
    const lowers = `SELECT 1 FROM sso_identities i WHERE i.provider_id = $1 AND i.member_id = m.id AND i.role_granted = 'admin'`;
    const row = await tx.row<{ lowered: boolean; left: boolean }>(
      `SELECT EXISTS (SELECT 1 FROM members m WHERE m.role = 'admin' AND EXISTS (${lowers})) AS lowered,
              EXISTS (SELECT 1 FROM members m WHERE m.role = 'admin' AND m.state = 'active' AND NOT EXISTS (${lowers})) AS left`,
      [providerId],
    );
    return row === null || !row.lowered || row.left;
  }
}

/** Takes what this provider gave and no other one does. */
function taken(tx: Transaction, providerId: string, table: 'group_members' | 'member_roles', column: string, grant: string): Promise<{ id: string; member_id: string }[]> {
  return tx.rows(
    `DELETE FROM ${table} t USING sso_grants g JOIN sso_identities i ON i.id = g.identity_id
      WHERE i.provider_id = $1 AND t.member_id = g.member_id AND t.${column} = g.${grant}${table === 'group_members' ? ` AND t.source = 'sso'` : ''}
        AND NOT EXISTS (SELECT 1 FROM sso_grants o JOIN sso_identities j ON j.id = o.identity_id
                         WHERE j.provider_id <> $1 AND o.member_id = g.member_id AND o.${grant} = g.${grant})
      RETURNING t.${column} AS id, t.member_id`,
    [providerId],
  );
}
