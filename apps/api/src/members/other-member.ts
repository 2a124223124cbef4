import { Injectable } from '@nestjs/common';
import { isStaff, type Role } from '@foyer/domain/access';
import { accept, refuse, type Result } from '@foyer/domain/result';
import type { Transaction } from '../platform/database/database.js';
import { NotFound, Unauthenticated } from '../platform/graphql/errors.js';
import type { RequestContext } from '../platform/http/request-context.js';

/** The member that an act is about, and what already is between her and whoever acts. */
export interface Other {
  readonly id: string;
  readonly onTeam: boolean;
  readonly youBlock: boolean;
  readonly blocksYou: boolean;
  readonly mutesYou: boolean;
}

interface BetweenRow {
  you_block: boolean;
  blocks_you: boolean;
  mutes_you: boolean;
}

const LONGEST_HANDLE = 40;

/** Finds and locks the other side of a follow, a block or a mute. */
@Injectable()
export class OtherMember {
  /** @throws NotFound when there is nobody of that handle; refuses oneself */
  async of(tx: Transaction, ctx: RequestContext, handle: string): Promise<Result<{ readonly me: string; readonly other: Other }>> {
    const me = ctx.viewer.memberId;
    if (me === null) throw new Unauthenticated();
    if (handle.length > LONGEST_HANDLE) throw new NotFound();
    // The pair is locked, always in the order of ids, before anything between them is read: of a follow and a block at the same moment, the second sees the first.
    const pair = await tx.rows<{ id: string; role: Role; wanted: boolean }>(
      `SELECT id, role, handle = $2 AS wanted FROM members WHERE (handle = $2 AND state <> 'suspended') OR id = $1 ORDER BY id FOR NO KEY UPDATE`,
      [me, handle.trim().replace(/^@/, '')],
    );
    const found = pair.find((one) => one.wanted);
    if (!found) throw new NotFound();
    if (found.id === me) return refuse('member.oneself');
    const between = await tx.row<BetweenRow>(
      `SELECT EXISTS (SELECT 1 FROM member_blocks WHERE blocker_id = $1 AND blocked_id = $2) AS you_block,
              EXISTS (SELECT 1 FROM member_blocks WHERE blocker_id = $2 AND blocked_id = $1) AS blocks_you,
              EXISTS (SELECT 1 FROM member_mutes WHERE muter_id = $2 AND muted_id = $1) AS mutes_you`,
      [me, found.id],
    );
    return accept({ me, other: { id: found.id, onTeam: isStaff(found.role), youBlock: between?.you_block ?? false, blocksYou: between?.blocks_you ?? false, mutesYou: between?.mutes_you ?? false } });
  }
}
