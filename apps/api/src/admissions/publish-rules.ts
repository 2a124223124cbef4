import { Injectable } from '@nestjs/common';
import { refuse, type Result } from '@foyer/domain/result';
import { raiseCommunity } from '../community/index.js';
import { Audit } from '../platform/audit/audit.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { ClusterBus } from '../platform/realtime/cluster-bus.js';
import { TextRenderer, TooIntricate } from '../platform/text/index.js';
import { addressPrefix } from './address-prefix.js';
import { Consents } from './consents.js';
import { textHash } from './secrets.js';

const SHORTEST = 30;
const LONGEST = 40_000;
const CHANGE_MAX = 300;
const CONTROLS = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/g;

export interface RulesDraft {
  readonly sourceFr: string;
  readonly sourceEn: string;
  /** What changed, in a sentence, for those who are asked again. */
  readonly changeFr: string;
  readonly changeEn: string;
}

/** Publishes a version of the rules: from then on everybody is asked again before she writes. */
@Injectable()
export class PublishRules {
  constructor(
    private readonly database: Database,
    private readonly text: TextRenderer,
    private readonly consents: Consents,
    private readonly audit: Audit,
    private readonly bus: ClusterBus,
    private readonly clock: Clock,
  ) {}

  async run(ctx: RequestContext, draft: RulesDraft): Promise<Result<{ version: number }>> {
    const [fr, en] = [tidy(draft.sourceFr), tidy(draft.sourceEn)];
    for (const [field, source] of [['sourceFr', fr], ['sourceEn', en]] as const) {
      if (source.length < SHORTEST) return refuse('rules.short', field);
      if (source.length > LONGEST) return refuse('rules.long', field, { max: LONGEST });
    }
    const [changeFr, changeEn] = [tidy(draft.changeFr), tidy(draft.changeEn)];
    if (changeFr.length > CHANGE_MAX) return refuse('rules.long', 'changeFr', { max: CHANGE_MAX });
    if (changeEn.length > CHANGE_MAX) return refuse('rules.long', 'changeEn', { max: CHANGE_MAX });
    const [htmlFr, htmlEn] = [await this.written(fr), await this.written(en)];
    if (htmlFr === null) return refuse('rules.intricate', 'sourceFr');
    if (htmlEn === null) return refuse('rules.intricate', 'sourceEn');
    return this.database.transaction(async (tx) => {
      // Of two who publish at once, the second is compared with the first.
      const now = this.clock.now();
      await tx.rows('SELECT 1 FROM community FOR UPDATE');
      const last = await tx.row<{ version: number; source_fr: string; source_en: string }>('SELECT version, source_fr, source_en FROM rules_versions ORDER BY version DESC LIMIT 1');
      if (last && last.source_fr === fr && last.source_en === en) return refuse('rules.same', 'sourceFr');
      const version = (last?.version ?? 0) + 1;
      await tx.rows(
        `INSERT INTO rules_versions (version, source_fr, source_en, html_fr, html_en, change_fr, change_en, hash_fr, hash_en, published_at, published_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
        [version, fr, en, htmlFr, htmlEn, changeFr, changeEn, textHash(fr), textHash(en), now, ctx.viewer.memberId],
      );
      await tx.rows('UPDATE community SET rules_version = $1', [version]);
      await raiseCommunity(tx);
      // Whoever publishes them has read them.
      if (ctx.viewer.memberId !== null) {
        await this.consents.record(tx, { memberId: ctx.viewer.memberId, kind: 'rules', given: true, version, locale: ctx.locale, way: 'rules-page', addressPrefix: addressPrefix(ctx.address) });
      }
      await this.audit.write(tx, { action: 'rules.published', subjectKind: 'rules', subjectId: null, detail: { version }, ctx });
      tx.afterCommit(() => this.bus.emit('rules.published', { by: ctx.viewer.memberId }));
      return { ok: true, value: { version } };
    });
  }

  /** Null for what cannot be shown. */
  private async written(source: string): Promise<string | null> {
    try {
      return (await this.text.render(source, new Map())).html;
    } catch (error) {
      if (error instanceof TooIntricate) return null;
      throw error;
    }
  }
}

const tidy = (text: string): string => text.replace(/\r\n?/g, '\n').replace(CONTROLS, '').trim();
