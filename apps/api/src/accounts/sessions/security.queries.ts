import { Injectable } from '@nestjs/common';
import { PASSWORD_MIN, PASSWORD_MIN_ADMIN } from '@foyer/domain/accounts';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import type { RequestContext } from '../../platform/http/request-context.js';
import { Secrets } from '../../platform/secrets/secrets.js';
import { seedPlace } from '../factors/code-proof.js';
import { FactorsRepository, type AccountFacts } from '../factors/factors.repository.js';
import type { OwnSession, Security, TotpSetup } from '../factors/factors.types.js';
import { seedAddress } from '../factors/one-time-codes.js';
import { FirstFactor, methodsOf } from '../first-factor.js';
import { ownSession } from '../own-session.js';
import { deviceOf, networkOf } from './device-names.js';

/** For how long a seed that was shown and not confirmed is shown again, in minutes. */
const PENDING_MINUTES = 60;
const MOST_SESSIONS = 100;

interface SessionRow {
  id: string;
  user_agent: string | null;
  address: string | null;
  country: string | null;
  created_at: Date;
  last_used_at: Date;
}

const SESSIONS = `
  SELECT id, user_agent, host(address) AS address, country, created_at, last_used_at
    FROM sessions
   WHERE member_id = $1 AND revoked_at IS NULL AND expires_at > $2 AND created_at > $2::timestamptz - interval '90 days'
   ORDER BY last_used_at DESC, id DESC LIMIT ${MOST_SESSIONS}`;

/** What the page of her account's security shows. */
@Injectable()
export class SecurityQueries {
  constructor(
    private readonly database: Database,
    private readonly factors: FactorsRepository,
    private readonly firstFactor: FirstFactor,
    private readonly secrets: Secrets,
    private readonly clock: Clock,
  ) {}

  async mine(ctx: RequestContext): Promise<Security> {
    const { memberId, sessionId } = ownSession(ctx);
    const now = this.clock.now();
    const facts = await this.factors.facts(memberId);
    if (!facts) throw new Error('A session without a member');
    const next = await this.database.row<{ email: string; waits_for: string[] }>(
      `SELECT new_email::text AS email, array_remove(ARRAY[CASE WHEN new_confirmed_at IS NULL THEN 'new' END, CASE WHEN old_confirmed_at IS NULL THEN 'old' END], NULL) AS waits_for FROM address_changes WHERE member_id = $1 AND confirmed_at IS NULL AND ended_at IS NULL AND confirm_until > $2 ORDER BY created_at DESC LIMIT 1`,
      [memberId, now],
    );
    return {
      email: facts.email,
      nextEmail: next?.email ?? null,
      nextEmailWaitsFor: next?.waits_for ?? [],
      hasPassword: facts.password_hash !== null,
      passwordChangedAt: facts.password_hash === null ? null : facts.password_changed_at,
      passwordMin: facts.role === 'admin' ? PASSWORD_MIN_ADMIN : PASSWORD_MIN,
      totp: facts.totp,
      recoveryCodesLeft: facts.recovery_left,
      mustHaveTwo: this.firstFactor.mustHaveTwo(facts),
      secondStep: this.firstFactor.secondStepOf(facts),
      mustEnrol: ctx.viewer.mustEnrol,
      provedRecently: ctx.viewer.provedRecently,
      methods: methodsOf(facts),
      pendingTotp: ctx.viewer.provedRecently ? await this.pendingTotp(facts, now) : null,
      passkeys: (await this.factors.passkeysOf(memberId)).map((key) => ({ id: key.id, name: key.name, backedUp: key.backed_up, createdAt: key.created_at, lastUsedAt: key.last_used_at })),
      sessions: (await this.database.rows<SessionRow>(SESSIONS, [memberId, now])).map((row) => sessionView(row, sessionId)),
    };
  }

  private async pendingTotp(facts: AccountFacts, now: Date): Promise<TotpSetup | null> {
    const row = await this.factors.totp(facts.id);
    if (!row || row.confirmed_at !== null || row.created_at.getTime() < now.getTime() - PENDING_MINUTES * 60_000) return null;
    const seed = await this.secrets.open(row.secret, seedPlace(facts.id));
    const community = await this.database.row<{ name: string }>('SELECT name FROM community');
    return { seed, address: seedAddress(seed, community?.name ?? '', facts.email ?? facts.handle) };
  }
}

function sessionView(row: SessionRow, current: string): OwnSession {
  return { id: row.id, current: row.id === current, ...deviceOf(row.user_agent), network: networkOf(row.address), country: row.country, openedAt: row.created_at, lastUsedAt: row.last_used_at };
}
