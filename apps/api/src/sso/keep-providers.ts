import { Injectable } from '@nestjs/common';
import { refuse, type Result } from '@foyer/domain/result';
import { parseIssuer, parseProvider, type ProviderDraft } from '@foyer/domain/sso';
import { raiseCommunity } from '../community/index.js';
import { Audit } from '../platform/audit/audit.js';
import { Clock } from '../platform/clock/clock.js';
import { Database, type Transaction } from '../platform/database/database.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { newCode, newId } from '../platform/ids/ids.js';
import { Limits } from '../platform/limits/limits.js';
import { Secrets } from '../platform/secrets/secrets.js';
import { ProviderTalk } from './provider-talk.js';
import { ProvidersRepository, secretPlace } from './providers.repository.js';
import { SsoQueries } from './sso.queries.js';
import type { SsoIssuerFound, SsoProviderSaved } from './sso.types.js';

const COLUMNS = ['name', 'label_fr', 'label_en', 'issuer', 'client_id', 'scopes', 'email_claim', 'name_claim', 'values_claim', 'address_trust', 'link_by_address', 'allowed_domains', 'admits', 'second_factor', 'acr_values', 'enabled'] as const;
const valuesOf = (draft: ProviderDraft): unknown[] => [
  draft.name, draft.labelFr, draft.labelEn, draft.issuer, draft.clientId, draft.scopes, draft.emailClaim, draft.nameClaim, draft.valuesClaim, draft.addressTrust,
  draft.linkByAddress, draft.allowedDomains, draft.admits, draft.secondFactor, draft.acrValues, draft.enabled,
];

/** Administrators set up providers: who is let in by them, and what comes with it. */
@Injectable()
export class KeepProviders {
  constructor(
    private readonly database: Database,
    private readonly providers: ProvidersRepository,
    private readonly queries: SsoQueries,
    private readonly talk: ProviderTalk,
    private readonly secrets: Secrets,
    private readonly audit: Audit,
    private readonly limits: Limits,
    private readonly clock: Clock,
  ) {}

  /** Asks the provider of an address what it says of itself. */
  async check(ctx: RequestContext, issuer: string): Promise<Result<SsoIssuerFound>> {
    const parsed = parseIssuer(issuer, this.talk.local);
    if (!parsed.ok) return parsed;
    await this.limits.charge('sso.check', ctx.viewer.memberId ?? '');
    return this.talk.look(parsed.value);
  }

  async create(ctx: RequestContext, draft: ProviderDraft): Promise<Result<SsoProviderSaved>> {
    const parsed = this.parsed(ctx, draft);
    if (!parsed.ok) return parsed;
    const [id, code] = [newId(), newCode()];
    const secret = await this.sealed(id, parsed.value);
    return this.save(code, async (tx) => {
      const row = await tx.row(
        `INSERT INTO sso_providers (id, code, position, created_at, client_secret, ${COLUMNS.join(', ')})
         SELECT $1, $2, coalesce(max(position) + 1, 0), $3, $4, ${COLUMNS.map((_, n) => `$${n + 5}`).join(', ')} FROM sso_providers ON CONFLICT (issuer, client_id) DO NOTHING RETURNING id`,
        [id, code, this.clock.now(), secret ?? null, ...valuesOf(parsed.value)],
      );
      if (!row) return refuse('sso.issuerTaken', 'issuer');
      return this.written(tx, ctx, 'sso.providerCreated', id, parsed.value);
    });
  }

  async edit(ctx: RequestContext, code: string, draft: ProviderDraft): Promise<Result<SsoProviderSaved>> {
    const parsed = this.parsed(ctx, draft);
    if (!parsed.ok) return parsed;
    return this.save(code, async (tx) => {
      const before = await tx.row<{ id: string }>('SELECT id FROM sso_providers WHERE code = $1 FOR UPDATE', [code]);
      if (!before) return refuse('sso.unknown');
      const taken = await tx.row('SELECT 1 FROM sso_providers WHERE issuer = $1 AND client_id = $2 AND id <> $3', [parsed.value.issuer, parsed.value.clientId, before.id]);
      if (taken) return refuse('sso.issuerTaken', 'issuer');
      const secret = await this.sealed(before.id, parsed.value);
      await tx.rows(
        `UPDATE sso_providers SET revision = revision + 1, client_secret = CASE WHEN $2 THEN $3 ELSE client_secret END, ${COLUMNS.map((column, n) => `${column} = $${n + 4}`).join(', ')} WHERE id = $1`,
        [before.id, secret !== undefined, secret ?? null, ...valuesOf(parsed.value)],
      );
      return this.written(tx, ctx, 'sso.providerEdited', before.id, parsed.value);
    });
  }

  /** The order of the entrance's buttons. */
  async order(ctx: RequestContext, codes: readonly string[]): Promise<Result<{ ok: boolean }>> {
    return this.database.transaction(async (tx) => {
      await tx.rows('UPDATE sso_providers p SET position = o.n FROM unnest($1::text[]) WITH ORDINALITY AS o (code, n) WHERE p.code = o.code', [codes.slice(0, 100)]);
      await raiseCommunity(tx);
      await this.audit.write(tx, { action: 'sso.providersOrdered', subjectKind: 'ssoProvider', subjectId: null, detail: {}, ctx });
      return { ok: true, value: { ok: true } };
    });
  }

  private parsed(ctx: RequestContext, draft: ProviderDraft): Result<ProviderDraft> {
    const parsed = parseProvider(draft, this.talk.local);
    // Whoever may set up providers without being an administrator must not become one by it.
    if (parsed.ok && ctx.viewer.role !== 'admin' && parsed.value.mappings.some((mapping) => mapping.role !== null || mapping.customRole !== null)) return refuse('sso.rolesByAdmins', 'mappings');
    return parsed;
  }

  /** The sealed secret; null when there is none, undefined when the old one stays. */
  private async sealed(id: string, draft: ProviderDraft): Promise<string | null | undefined> {
    if (draft.clientSecret === null) return undefined;
    return draft.clientSecret === '' ? null : this.secrets.seal(draft.clientSecret, secretPlace(id));
  }

  private async save(code: string, work: (tx: Transaction) => Promise<Result<null>>): Promise<Result<SsoProviderSaved>> {
    try {
      await this.database.transaction(async (tx) => {
        const result = await work(tx);
        // Lines that name nothing are found after some were written: none of it stays.
        if (!result.ok) throw new Refusing(result);
      });
    } catch (error) {
      if (error instanceof Refusing) return error.result;
      throw error;
    }
    this.talk.forget();
    const provider = await this.queries.one(code);
    return provider ? { ok: true, value: { provider } } : refuse('sso.unknown');
  }

  private async written(tx: Transaction, ctx: RequestContext, action: string, id: string, draft: ProviderDraft): Promise<Result<null>> {
    await tx.rows('DELETE FROM sso_mappings WHERE provider_id = $1', [id]);
    for (const [position, mapping] of draft.mappings.entries()) {
      const row = await tx.row(
        `INSERT INTO sso_mappings (id, provider_id, position, value, role, custom_role_id, group_id)
         SELECT $1, $2, $3, nullif($4::text, ''), $5::text, r.id, g.id
           FROM (SELECT 1) AS one LEFT JOIN custom_roles r ON r.code = $6 LEFT JOIN groups g ON g.code = $7
          WHERE num_nonnulls($5::text, r.id, g.id) = 1 RETURNING id`,
        [newId(), id, position, mapping.value, mapping.role, mapping.customRole, mapping.group],
      );
      if (!row) return refuse('sso.mappingUnknown', 'mappings');
    }
    await raiseCommunity(tx);
    const { clientSecret, ...detail } = draft;
    await this.audit.write(tx, { action, subjectKind: 'ssoProvider', subjectId: id, detail: { ...detail, secret: clientSecret === null ? 'kept' : clientSecret === '' ? 'none' : 'changed' }, ctx });
    return { ok: true, value: null };
  }
}

/** Carries a refusal out of a transaction that must not be committed. */
class Refusing extends Error {
  constructor(readonly result: Result<never>) {
    super('refused');
  }
}
