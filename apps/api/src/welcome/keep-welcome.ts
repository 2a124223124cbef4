import { Injectable } from '@nestjs/common';
import { STAFF_ROLES } from '@foyer/domain/access';
import { refuse, type Result } from '@foyer/domain/result';
import { parseInterests, parseLetter } from '@foyer/domain/welcome';
import type { Done } from '../members/index.js';
import { Audit } from '../platform/audit/audit.js';
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
      const space = input.introduceSpace ? await tx.row<{ id: string }>('SELECT id FROM spaces WHERE code = $1 AND archived_at IS NULL', [input.introduceSpace]) : null;
      if (input.introduceSpace && !space) return refuse('welcome.space', 'introduceSpace');
      const { subjectFr, subjectEn, bodyFr, bodyEn } = letter.value;
      await tx.rows('UPDATE welcome_settings SET letter = $1, signed_by = $2, subject_fr = $3, subject_en = $4, body_fr = $5, body_en = $6, introduce_space_id = $7', [
        input.letter, signer?.id ?? null, subjectFr, subjectEn, bodyFr, bodyEn, space?.id ?? null,
      ]);
      for (const { code, interests } of words.sort((a, b) => (a.code < b.code ? -1 : 1))) {
        await tx.rows('UPDATE spaces SET interests = $2 WHERE code = $1 AND interests <> $2', [code, interests]);
      }
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
