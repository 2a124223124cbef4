import { Injectable } from '@nestjs/common';
import { parseSpace, type CheckedSpace, type SpaceDraft } from '@foyer/domain/spaces';
import { refuse, type Result } from '@foyer/domain/result';
import { Audit } from '../platform/audit/audit.js';
import { Clock } from '../platform/clock/clock.js';
import { raiseCommunity } from '../community/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { BadInput } from '../platform/graphql/errors.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { isCode, newCode, newId, slugOf } from '../platform/ids/ids.js';
import { ClusterBus } from '../platform/realtime/cluster-bus.js';
import type { Done } from '../members/index.js';
import type { SpaceSaved } from './space.types.js';
import { SpacesQueries } from './spaces.queries.js';

/** Spaces that are put in order at once, at most. */
const MOST_SPACES = 1_000;

/** Administrators make, change, order and archive spaces. Each act is in the audit log, with what it changed. */
@Injectable()
export class KeepSpaces {
  constructor(
    private readonly database: Database,
    private readonly queries: SpacesQueries,
    private readonly audit: Audit,
    private readonly bus: ClusterBus,
    private readonly clock: Clock,
  ) {}

  async create(ctx: RequestContext, draft: SpaceDraft, wantedSlug: string | null): Promise<Result<SpaceSaved>> {
    const parsed = parseSpace(draft);
    if (!parsed.ok) return parsed;
    const space = parsed.value;
    return this.database.transaction(async (tx) => {
      const id = newId();
      const code = newCode();
      const slug = slugOf(wantedSlug || space.nameFr);
      const inserted = await tx.rows(
        `INSERT INTO spaces (id, code, slug, name_fr, name_en, description_fr, description_en, icon, access, who_starts, interests, position)
         SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, coalesce(max(position), 0) + 1 FROM spaces
         ON CONFLICT (slug) DO NOTHING RETURNING id`,
        [id, code, slug, space.nameFr, space.nameEn, space.descriptionFr, space.descriptionEn, space.icon, space.access, space.whoStarts, space.interests ?? []],
      );
      if (inserted.length === 0) return refuse('space.nameTaken', 'nameFr');
      await this.writeGrants(tx, id, space);
      await raiseCommunity(tx);
      await this.audit.write(tx, { action: 'space.created', subjectKind: 'space', subjectId: id, actorId: ctx.viewer.memberId, detail: { access: space.access, name: space.nameFr }, ctx });
      return this.saved(tx, ctx, code);
    });
  }

  async edit(ctx: RequestContext, code: string, draft: SpaceDraft): Promise<Result<SpaceSaved>> {
    const parsed = parseSpace(draft);
    if (!parsed.ok) return parsed;
    const space = parsed.value;
    return this.database.transaction(async (tx) => {
      const before = await tx.row<{ id: string; access: string; who_starts: string }>('SELECT id, access, who_starts FROM spaces WHERE code = $1 FOR UPDATE', [code]);
      if (!before) return refuse('space.unknown');
      await tx.rows(
        `UPDATE spaces SET name_fr = $2, name_en = $3, description_fr = $4, description_en = $5, icon = $6, access = $7, who_starts = $8, interests = coalesce($9::text[], interests), revision = revision + 1 WHERE id = $1`,
        [before.id, space.nameFr, space.nameEn, space.descriptionFr, space.descriptionEn, space.icon, space.access, space.whoStarts, space.interests],
      );
      await tx.rows('DELETE FROM space_grants WHERE space_id = $1', [before.id]);
      await this.writeGrants(tx, before.id, space);
      await raiseCommunity(tx);
      await this.audit.write(tx, {
        action: 'space.edited', subjectKind: 'space', subjectId: before.id, actorId: ctx.viewer.memberId,
        detail: { before: { access: before.access, whoStarts: before.who_starts }, after: { access: space.access, whoStarts: space.whoStarts, readRoles: space.readRoles, readCustomRoles: space.readCustomRoles, readGroups: space.readGroups } }, ctx,
      });
      tx.afterCommit(() => this.bus.emit('space.accessChanged', { spaceId: before.id }));
      return this.saved(tx, ctx, code);
    });
  }

  async archive(ctx: RequestContext, code: string, archived: boolean): Promise<Result<SpaceSaved>> {
    return this.database.transaction(async (tx) => {
      const row = await tx.row<{ id: string }>('UPDATE spaces SET archived_at = CASE WHEN $2 THEN coalesce(archived_at, $3::timestamptz) END, revision = revision + 1 WHERE code = $1 RETURNING id', [
        code, archived, this.clock.now(),
      ]);
      if (!row) return refuse('space.unknown');
      await raiseCommunity(tx);
      await this.audit.write(tx, { action: archived ? 'space.archived' : 'space.unarchived', subjectKind: 'space', subjectId: row.id, actorId: ctx.viewer.memberId, ctx });
      tx.afterCommit(() => this.bus.emit('space.accessChanged', { spaceId: row.id }));
      return this.saved(tx, ctx, code);
    });
  }

  /** Puts the named spaces first, in this order; those not named keep theirs behind. */
  async order(ctx: RequestContext, codes: readonly string[]): Promise<Done> {
    if (codes.length > MOST_SPACES || !codes.every(isCode)) throw new BadInput('codes');
    await this.database.transaction(async (tx) => {
      // In the order in which the counters take them, so that neither waits for the other for ever.
      await tx.rows('SELECT 1 FROM spaces ORDER BY id FOR NO KEY UPDATE');
      await tx.rows(
        `UPDATE spaces s SET position = ranked.place, revision = s.revision + 1
           FROM (SELECT id, row_number() OVER (ORDER BY array_position($1::text[], code) NULLS LAST, position, id) AS place FROM spaces) ranked
          WHERE ranked.id = s.id AND s.position <> ranked.place`,
        [codes],
      );
      await raiseCommunity(tx);
      await this.audit.write(tx, { action: 'space.ordered', subjectKind: 'space', subjectId: null, actorId: ctx.viewer.memberId, detail: { codes }, ctx });
    });
    return { ok: true };
  }

  private async writeGrants(tx: Transaction, spaceId: string, space: CheckedSpace): Promise<void> {
    const grants = [
      ...space.readRoles.map((role) => ({ action: 'read', role, customRole: null, group: null })),
      ...space.startRoles.map((role) => ({ action: 'start', role, customRole: null, group: null })),
      ...space.readCustomRoles.map((customRole) => ({ action: 'read', role: null, customRole, group: null })),
      ...space.startCustomRoles.map((customRole) => ({ action: 'start', role: null, customRole, group: null })),
      ...space.readGroups.map((group) => ({ action: 'read', role: null, customRole: null, group })),
      ...space.startGroups.map((group) => ({ action: 'start', role: null, customRole: null, group })),
    ];
    if (grants.length === 0) return;
    await tx.rows(
      `INSERT INTO space_grants (id, space_id, action, role, custom_role_id, group_id)
       SELECT wanted.id, $2, wanted.action, wanted.role, c.id, g.id
         FROM unnest($1::uuid[], $3::text[], $4::text[], $5::text[], $6::text[]) AS wanted (id, action, role, custom_role_code, group_code)
         LEFT JOIN custom_roles c ON c.code = wanted.custom_role_code
         LEFT JOIN groups g ON g.code = wanted.group_code
        WHERE num_nonnulls(wanted.role, c.id, g.id) = 1`,
      [grants.map(() => newId()), spaceId, grants.map((g) => g.action), grants.map((g) => g.role), grants.map((g) => g.customRole), grants.map((g) => g.group)],
    );
  }

  private async saved(tx: Transaction, ctx: RequestContext, code: string): Promise<Result<SpaceSaved>> {
    const space = await this.queries.adminByCode(tx, ctx.locale, code);
    return space ? { ok: true, value: { space } } : refuse('space.unknown');
  }
}
