import { Injectable } from '@nestjs/common';
import { BIO_MAX, parseDisplayName } from '@foyer/domain/members';
import { accept, refuse, type Result } from '@foyer/domain/result';
import { raiseCommunity } from '../community/index.js';
import { Database } from '../platform/database/database.js';
import { TextRenderer, candidateHandles } from '../platform/text/index.js';
import { Limits } from '../platform/limits/limits.js';
import type { Locale, RequestContext } from '../platform/http/request-context.js';
import type { Done } from './member.types.js';

export interface ProfileDraft {
  readonly displayName: string;
  readonly bio: string;
  readonly place: string | null;
  readonly pronouns: string | null;
}

const LINE_MAX = 80;
const RAW_LINE = 400;
// PostgreSQL stores no NUL, and no text needs the others.
const CONTROLS = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/g;

/** A member edits what others read about her. */
@Injectable()
export class UpdateProfile {
  constructor(
    private readonly database: Database,
    private readonly text: TextRenderer,
    private readonly limits: Limits,
  ) {}

  async run(ctx: RequestContext, draft: ProfileDraft): Promise<Result<Done>> {
    await this.limits.charge('profile.member', ctx.viewer.memberId ?? '');
    const name = parseDisplayName(draft.displayName);
    if (!name.ok) return name;
    if (draft.bio.length > BIO_MAX) return refuse('member.bioLong', 'bio', { max: BIO_MAX });
    const place = lineOf(draft.place);
    if (place === undefined) return refuse('member.nameLong', 'place', { max: LINE_MAX });
    const pronouns = lineOf(draft.pronouns);
    if (pronouns === undefined) return refuse('member.nameLong', 'pronouns', { max: LINE_MAX });
    const bio = draft.bio.replace(CONTROLS, '').trim();
    const html = bio === '' ? '' : (await this.text.render(bio, await this.known(bio))).html;
    await this.database.transaction(async (tx) => {
      await tx.rows('UPDATE members SET display_name = $2, bio_source = $3, bio_html = $4, place = $5, pronouns = $6 WHERE id = $1', [
        ctx.viewer.memberId, name.value, bio, html, place, pronouns,
      ]);
      if (name.value !== ctx.viewer.displayName) await raiseCommunity(tx);
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

  private async known(bio: string): Promise<ReadonlyMap<string, string>> {
    const rows = await this.database.rows<{ handle: string }>('SELECT handle::text FROM members WHERE handle = ANY ($1::citext[])', [candidateHandles(bio)]);
    return new Map(rows.map((row) => [row.handle.toLowerCase(), row.handle]));
  }
}

/** One trimmed line, null when empty, undefined when too long. */
function lineOf(text: string | null): string | null | undefined {
  // Refused unread: normalising a long run of accents takes the square of its length.
  if ((text?.length ?? 0) > RAW_LINE) return undefined;
  const line = (text ?? '').normalize('NFC').replace(/[\p{Cc}\p{Cf}]/gu, '').replace(/\s+/g, ' ').trim();
  if (line.length > LINE_MAX) return undefined;
  return line === '' ? null : line;
}
