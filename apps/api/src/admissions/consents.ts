import { Injectable } from '@nestjs/common';
import { CONSENT_WORDINGS, FREE_CONSENTS, type Consent, type FreeConsent } from '@foyer/domain/admissions';
import { refuse, type Result } from '@foyer/domain/result';
import { Clock } from '../platform/clock/clock.js';
import { Database, type Sql } from '../platform/database/database.js';
import type { Locale, RequestContext } from '../platform/http/request-context.js';
import { newId } from '../platform/ids/ids.js';
import { Limits } from '../platform/limits/limits.js';
import { ClusterBus } from '../platform/realtime/cluster-bus.js';
import { addressPrefix } from './address-prefix.js';
import { HouseRulesReader } from './house-rules.js';
import { textHash } from './secrets.js';

export type ConsentWay = 'sign-up' | 'settings' | 'rules-page';

/** One consent or withdrawal, with what proves it. */
export interface ConsentRecord {
  readonly memberId: string;
  readonly kind: Consent;
  readonly given: boolean;
  readonly version: number;
  readonly locale: Locale;
  readonly way: ConsentWay;
  readonly addressPrefix: string | null;
}

export interface ConsentRow {
  readonly kind: Consent;
  readonly given: boolean;
  readonly version: number;
  readonly at: Date;
}

// The hash is that of the text that was published: nobody proves a consent to another.
const RECORD = `
  INSERT INTO member_consents (id, member_id, kind, given, version, text_hash, locale, way, address_prefix, at)
  VALUES ($1, $2, $3, $4, $5, coalesce($6, (SELECT CASE WHEN $7 = 'en' THEN hash_en ELSE hash_fr END FROM rules_versions WHERE version = $5)), $7, $8, $9, $10)`;

/** What members agreed to: each consent and each withdrawal is a line of its own, never rewritten. */
@Injectable()
export class Consents {
  constructor(
    private readonly database: Database,
    private readonly house: HouseRulesReader,
    private readonly limits: Limits,
    private readonly bus: ClusterBus,
    private readonly clock: Clock,
  ) {}

  async record(tx: Sql, consent: ConsentRecord): Promise<void> {
    const hash = consent.kind === 'rules' ? null : textHash(CONSENT_WORDINGS[consent.kind][consent.locale]);
    await tx.rows(RECORD, [newId(), consent.memberId, consent.kind, consent.given, consent.version, hash, consent.locale, consent.way, consent.addressPrefix, this.clock.now()]);
    if (consent.kind === 'rules') await tx.rows('UPDATE members SET rules_version = greatest(rules_version, $2) WHERE id = $1', [consent.memberId, consent.version]);
  }

  /** Where she stands, each kind by its last line. */
  async of(memberId: string): Promise<ConsentRow[]> {
    return this.database.rows<ConsentRow>(
      `SELECT DISTINCT ON (kind) kind, given, version, at FROM member_consents WHERE member_id = $1 ORDER BY kind, at DESC, id DESC`,
      [memberId],
    );
  }

  /** Gives or withdraws what is hers to choose; saying the same again adds no line. */
  async set(ctx: RequestContext, kind: FreeConsent, given: boolean): Promise<Result<{ ok: true }>> {
    const memberId = ctx.viewer.memberId ?? '';
    await this.limits.charge('act.member', memberId);
    return this.database.transaction(async (tx) => {
      // Two tabs at once: one after the other.
      await tx.rows('SELECT 1 FROM members WHERE id = $1 FOR UPDATE', [memberId]);
      const last = await tx.row<{ given: boolean }>('SELECT given FROM member_consents WHERE member_id = $1 AND kind = $2 ORDER BY at DESC, id DESC LIMIT 1', [memberId, kind]);
      if ((last?.given ?? false) !== given) {
        await this.record(tx, { memberId, kind, given, version: CONSENT_WORDINGS[kind].version, locale: ctx.locale, way: 'settings', addressPrefix: addressPrefix(ctx.address) });
      }
      return { ok: true, value: { ok: true } };
    });
  }

  /** Accepts the rules as they stand; another version than the one she read is not accepted unread. */
  async acceptRules(ctx: RequestContext, version: number): Promise<Result<{ ok: true }>> {
    const memberId = ctx.viewer.memberId ?? '';
    await this.limits.charge('act.member', memberId);
    return this.database.transaction(async (tx) => {
      const { rulesVersion } = await this.house.read(tx);
      if (rulesVersion === 0 || version !== rulesVersion) return refuse('rules.changed');
      const member = await tx.row<{ rules_version: number }>('SELECT rules_version FROM members WHERE id = $1 FOR UPDATE', [memberId]);
      if (member && member.rules_version < version) {
        await this.record(tx, { memberId, kind: 'rules', given: true, version, locale: ctx.locale, way: 'rules-page', addressPrefix: addressPrefix(ctx.address) });
        // Her open pages may write again.
        tx.afterCommit(() => this.bus.emit('member.roleChanged', { memberId }));
      }
      return { ok: true, value: { ok: true } };
    });
  }

  /** What somebody agreed to when she joined. */
  async recordJoining(tx: Sql, memberId: string, given: { readonly rulesVersion: number; readonly newsletter: boolean; readonly analytics: boolean; readonly locale: Locale; readonly addressPrefix: string | null }): Promise<void> {
    const { locale, addressPrefix: prefix } = given;
    if (given.rulesVersion > 0) await this.record(tx, { memberId, kind: 'rules', given: true, version: given.rulesVersion, locale, way: 'sign-up', addressPrefix: prefix });
    for (const kind of FREE_CONSENTS) {
      if (given[kind]) await this.record(tx, { memberId, kind, given: true, version: CONSENT_WORDINGS[kind].version, locale, way: 'sign-up', addressPrefix: prefix });
    }
  }
}
