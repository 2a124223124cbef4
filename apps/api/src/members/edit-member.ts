import { Injectable } from '@nestjs/common';
import { isStaff, type Role } from '@foyer/domain/access';
import { parseProfile } from '@foyer/domain/members';
import { accept, refuse, type Result } from '@foyer/domain/result';
import { raiseCommunity } from '../community/index.js';
import { Audit } from '../platform/audit/audit.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { NotFound } from '../platform/graphql/errors.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { StoredFiles } from '../platform/storage/index.js';
import type { Done } from './member.types.js';
import type { MemberEditInput } from './profile.types.js';
import { webAddress } from './web-address.js';
import { RenderBio, type RenderedBio } from './render-bio.js';

const REASON_MAX = 300;

interface EditedRow {
  id: string;
  role: Role;
  display_name: string;
  bio_source: string;
  place: string | null;
  pronouns: string | null;
  expertise: string[];
  interests: string[];
  links: string[];
  avatar_path: string | null;
  avatar_file_id: string | null;
  cover_path: string | null;
  cover_file_id: string | null;
}

/**
 * Whoever keeps order changes or empties what another member shows, with a reason. The audit log says which fields and
 * why, never what stood there. Of the team, only administrators change anything.
 */
@Injectable()
export class EditMember {
  constructor(
    private readonly database: Database,
    private readonly bios: RenderBio,
    private readonly files: StoredFiles,
    private readonly audit: Audit,
  ) {}

  async run(ctx: RequestContext, input: MemberEditInput): Promise<Result<Done>> {
    const reason = input.reason.length > REASON_MAX * 4 ? null : input.reason.replace(/[\p{Cc}\p{Cf}]/gu, ' ').replace(/\s+/g, ' ').trim();
    if (reason === null || reason.length > REASON_MAX) return refuse('member.nameLong', 'reason', { max: REASON_MAX });
    if (reason === '') return refuse('member.reasonMissing', 'reason');
    const checked = parseProfile({
      displayName: input.displayName ?? 'unchanged', bio: input.bio ?? '', place: input.place ?? null, pronouns: input.pronouns ?? null, expertise: input.expertise ?? [],
      interests: input.interests ?? [], links: input.links ?? [], visibility: {}, teamTask: null, teamContact: null,
    }, webAddress);
    if (!checked.ok) return checked;
    const bio = await this.bios.of(checked.value.bio);
    if (!bio.ok) return bio;
    return this.database.transaction(async (tx) => {
      const row = await tx.row<EditedRow>('SELECT id, role, display_name, bio_source, place, pronouns, expertise, interests, links, avatar_path, avatar_file_id, cover_path, cover_file_id FROM members WHERE handle = $1 FOR NO KEY UPDATE', [input.handle]);
      if (!row) throw new NotFound();
      if (isStaff(row.role) && ctx.viewer.role !== 'admin' && row.id !== ctx.viewer.memberId) return refuse('member.teamEdit');
      const given: Partial<EditedRow> = {
        ...(input.displayName != null && { display_name: checked.value.displayName }),
        ...(input.bio != null && { bio_source: checked.value.bio }),
        ...(input.place !== undefined && { place: checked.value.place }),
        ...(input.pronouns !== undefined && { pronouns: checked.value.pronouns }),
        ...(input.expertise && { expertise: [...checked.value.expertise] }),
        ...(input.interests && { interests: [...checked.value.interests] }),
        ...(input.links && { links: [...checked.value.links] }),
        ...(input.removeAvatar && { avatar_path: null, avatar_file_id: null }),
        ...(input.removeCover && { cover_path: null, cover_file_id: null }),
      };
      const changed = (Object.keys(given) as (keyof EditedRow)[]).filter((field) => JSON.stringify(given[field]) !== JSON.stringify(row[field]));
      if (changed.length === 0) return accept({ ok: true });
      const gone = [input.removeAvatar ? row.avatar_file_id : null, input.removeCover ? row.cover_file_id : null].filter((id) => id !== null);
      for (const file of gone) await this.files.remove(tx, file);
      await this.write(tx, { ...row, ...given }, changed.includes('bio_source') ? bio.value : null);
      await this.audit.write(tx, { action: 'member.edited', subjectKind: 'member', subjectId: row.id, detail: { fields: changed, reason }, ctx });
      await raiseCommunity(tx);
      return accept({ ok: true });
    });
  }

  private async write(tx: Transaction, row: EditedRow, bio: RenderedBio | null): Promise<void> {
    await tx.rows(
      `UPDATE members SET display_name = $2, place = $3, pronouns = $4, expertise = $5, interests = $6, links = $7, avatar_path = $8, avatar_file_id = $13, cover_path = $14, cover_file_id = $15,
              bio_source = CASE WHEN $9 THEN $10 ELSE bio_source END, bio_html = CASE WHEN $9 THEN $11 ELSE bio_html END, bio_plain = CASE WHEN $9 THEN $12 ELSE bio_plain END
        WHERE id = $1`,
      [row.id, row.display_name, row.place, row.pronouns, row.expertise, row.interests, row.links, row.avatar_path, bio !== null, bio?.source ?? '', bio?.html ?? '', bio?.plain ?? '', row.avatar_file_id, row.cover_path, row.cover_file_id],
    );
  }
}
