import { Injectable } from '@nestjs/common';
import { STAFF_ROLES } from '@foyer/domain/access';
import { refuse, type Result } from '@foyer/domain/result';
import { parseInterests } from '@foyer/domain/spaces';
import { parseLetter } from '@foyer/domain/welcome';
import type { Done } from '../members/index.js';
import { Audit } from '../platform/audit/audit.js';
import { readableBy } from '../spaces/index.js';
import { Database } from '../platform/database/database.js';
import type { LocaleWord } from '../platform/graphql/words.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { LetterTexts } from './letter-texts.js';
import { written } from './letter.js';
import type { WelcomeInput, WelcomePreview } from './welcome.types.js';

const SPACES_MAX = 500;

/** The team says how newcomers are welcomed: the letter and who signs it, where to introduce oneself, what spaces are about. */
@Injectable()
export class KeepWelcome {
  constructor(
    private readonly database: Database,
    private readonly texts: LetterTexts,
    private readonly audit: Audit,
  ) {}

  async save(ctx: RequestContext, input: WelcomeInput): Promise<Result<Done>> {
    const letter = parseLetter(input);
    if (!letter.ok) return letter;
    const words: { code: string; interests: string[] }[] = [];
    for (const [n, one] of input.spaces.slice(0, SPACES_MAX).entries()) {
      const parsed = parseInterests(one.interests);
      if (!parsed.ok) return { ok: false, refusal: { ...parsed.refusal, field: `interests.${n}` } };
      words.push({ code: one.space, interests: parsed.value });
    }
    return this.database.transaction(async (tx) => {
      const signer = input.signedBy ? await tx.row<{ id: string }>(`SELECT id FROM members WHERE handle = $1 AND role = ANY ($2) AND state = 'active'`, [input.signedBy, STAFF_ROLES]) : null;
      if (input.signedBy && !signer) return refuse('welcome.signer', 'signedBy');
      const readable: unknown[] = [input.introduceSpace];
      const space = input.introduceSpace ? await tx.row<{ id: string }>(`SELECT s.id FROM spaces s WHERE s.code = $1 AND s.archived_at IS NULL AND ${readableBy(ctx.viewer, readable)}`, readable) : null;
      if (input.introduceSpace && !space) return refuse('welcome.space', 'introduceSpace');
      const { subjectFr, subjectEn, bodyFr, bodyEn } = letter.value;
      // A space that she may not read, and was not shown, stays chosen when she chooses none.
      const kept: unknown[] = [input.letter, signer?.id ?? null, subjectFr, subjectEn, bodyFr, bodyEn, space?.id ?? null];
      await tx.rows(`UPDATE welcome_settings SET letter = $1, signed_by = $2, subject_fr = $3, subject_en = $4, body_fr = $5, body_en = $6, introduce_space_id = COALESCE($7, (SELECT s.id FROM spaces s WHERE s.id = introduce_space_id AND NOT ${readableBy(ctx.viewer, kept)}))`, kept);
      const given: unknown[] = [JSON.stringify(words)];
      await tx.rows(
        `UPDATE spaces s SET interests = ARRAY(SELECT jsonb_array_elements_text(w.interests))
           FROM jsonb_to_recordset($1::jsonb) AS w (code text, interests jsonb)
          WHERE s.code = w.code AND s.interests <> ARRAY(SELECT jsonb_array_elements_text(w.interests)) AND ${readableBy(ctx.viewer, given)}`,
        given,
      );
      await this.audit.write(tx, { action: 'welcome.edited', subjectKind: 'welcome', subjectId: null, actorId: ctx.viewer.memberId, detail: { letter: input.letter, signedBy: signer?.id ?? null, introduceSpace: space?.id ?? null }, ctx });
      return { ok: true, value: { ok: true } };
    });
  }

  /** What would be sent to somebody of the name of whoever looks. */
  async preview(ctx: RequestContext, input: WelcomeInput, locale: LocaleWord): Promise<Result<WelcomePreview>> {
    const letter = parseLetter(input);
    if (!letter.ok) return letter;
    const row = await this.database.row<{ name: string; voice: string; signer: string | null }>(
      'SELECT name, voice, (SELECT display_name FROM members WHERE handle = $1) AS signer FROM community',
      [input.signedBy ?? ''],
    );
    const own = this.texts.own(locale, row?.voice ?? '');
    const texts = locale === 'fr' ? { subject: letter.value.subjectFr, body: letter.value.bodyFr } : { subject: letter.value.subjectEn, body: letter.value.bodyEn };
    const community = row?.name ?? '';
    const { subject, paragraphs } = written({ subject: texts.subject || own.subject, body: texts.body || own.body }, { name: ctx.viewer.displayName ?? '', community });
    return { ok: true, value: { from: row?.signer ?? community, subject, paragraphs } };
  }
}
