import { Injectable } from '@nestjs/common';
import type { Role } from '@foyer/domain/access';
import type { Refusal } from '@foyer/domain/result';
import type { Sql, Transaction } from '../platform/database/database.js';
import type { InvitationState } from './admission-words.js';
import { Turned } from './sign-up-draft.js';

export interface InvitationRow {
  readonly id: string;
  readonly kind: 'person' | 'link';
  readonly email: string | null;
  readonly role: Role;
  readonly groupIds: readonly string[];
  readonly quota: number | null;
  readonly used: number;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
}

const COLUMNS = `id, kind, email::text, role, group_ids AS "groupIds", quota, used, expires_at AS "expiresAt", revoked_at AS "revokedAt"`;

/** What an invitation is good for at a moment. */
export function stateOf(row: Pick<InvitationRow, 'kind' | 'quota' | 'used' | 'expiresAt' | 'revokedAt'> | null, now: Date): InvitationState {
  if (!row) return 'unknown';
  if (row.quota !== null && row.used >= row.quota) return row.kind === 'person' ? 'used' : 'full';
  if (row.revokedAt !== null) return 'revoked';
  return row.expiresAt <= now ? 'expired' : 'open';
}

export const refusalOf = (state: Exclude<InvitationState, 'open'>): Refusal => ({ code: `invitation.${state}` });

@Injectable()
export class InvitationsRepository {
  byToken(sql: Sql, hash: Buffer): Promise<InvitationRow | null> {
    return sql.row<InvitationRow>(`SELECT ${COLUMNS} FROM invitations WHERE token_hash = $1`, [hash]);
  }

  /**
   * Takes one place. The row is locked until the commit, so that a quota is exact whoever comes at once; when none is
   * left, the transaction is undone.
   */
  async take(tx: Transaction, id: string, now: Date): Promise<InvitationRow> {
    const row = await tx.row<InvitationRow>(
      `UPDATE invitations SET used = used + 1
        WHERE id = $1 AND revoked_at IS NULL AND expires_at > $2 AND (quota IS NULL OR used < quota) RETURNING ${COLUMNS}`,
      [id, now],
    );
    if (row) return row;
    const state = stateOf(await tx.row<InvitationRow>(`SELECT ${COLUMNS} FROM invitations WHERE id = $1`, [id]), now);
    throw new Turned(refusalOf(state === 'open' ? 'full' : state));
  }
}
