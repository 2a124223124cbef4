import { Injectable } from '@nestjs/common';
import { isStaff } from '@foyer/domain/access';
import { parseProfile, readVisibility } from '@foyer/domain/members';
import { accept, type Result } from '@foyer/domain/result';
import { raiseCommunity } from '../community/index.js';
import { Database } from '../platform/database/database.js';
import type { Locale, RequestContext } from '../platform/http/request-context.js';
import { Limits } from '../platform/limits/limits.js';
import type { Done } from './member.types.js';
import type { ProfileInput } from './profile.types.js';
import { webAddress } from './web-address.js';
import { RenderBio } from './render-bio.js';

/** A member edits what others read about her, and who may read it. */
@Injectable()
export class UpdateProfile {
  constructor(
    private readonly database: Database,
    private readonly bios: RenderBio,
    private readonly limits: Limits,
  ) {}

  async run(ctx: RequestContext, input: ProfileInput): Promise<Result<Done>> {
    await this.limits.charge('profile.member', ctx.viewer.memberId ?? '');
    const onTeam = isStaff(ctx.viewer.role);
    const parsed = parseProfile({
      displayName: input.displayName, bio: input.bio, place: input.place ?? null, pronouns: input.pronouns ?? null, expertise: input.expertise, interests: input.interests, links: input.links,
      visibility: readVisibility(Object.fromEntries(input.visibility.map(({ field, audience }) => [field, audience]))),
      teamTask: onTeam ? (input.teamTask ?? null) : null, teamContact: onTeam ? (input.teamContact ?? null) : null,
    }, webAddress);
    if (!parsed.ok) return parsed;
    const profile = parsed.value;
    const bio = await this.bios.of(profile.bio);
    if (!bio.ok) return bio;
    await this.database.transaction(async (tx) => {
      await tx.rows(
        `UPDATE members SET display_name = $2, bio_source = $3, bio_html = $4, bio_plain = $5, place = $6, pronouns = $7, expertise = $8, interests = $9, links = $10, visibility = $11,
                team_task = CASE WHEN $12 THEN $13 ELSE team_task END, team_contact = CASE WHEN $12 THEN $14 ELSE team_contact END
          WHERE id = $1`,
        [
          ctx.viewer.memberId, profile.displayName, bio.value.source, bio.value.html, bio.value.plain, profile.place, profile.pronouns, profile.expertise, profile.interests, profile.links,
          JSON.stringify(profile.visibility), onTeam, profile.teamTask, profile.teamContact,
        ],
      );
      if (profile.displayName !== ctx.viewer.displayName) await raiseCommunity(tx);
    });
    return accept({ ok: true });
  }

  /** The language is a setting of the member; visitors keep theirs in a cookie. */
  async setLocale(ctx: RequestContext, locale: Locale): Promise<Done> {
    const { memberId } = ctx.viewer;
    if (memberId === null || locale === ctx.viewer.locale) return { ok: true };
    await this.limits.charge('act.member', memberId);
    await this.database.rows('UPDATE members SET locale = $2 WHERE id = $1', [memberId, locale]);
    return { ok: true };
  }
}
