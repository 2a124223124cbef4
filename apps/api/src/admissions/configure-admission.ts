import { Injectable } from '@nestjs/common';
import { isCountry, isFloor, parseDomains, parseQuestions, type Mode, type Question } from '@foyer/domain/admissions';
import { refuse, type Result } from '@foyer/domain/result';
import { Audit } from '../platform/audit/audit.js';
import { Database } from '../platform/database/database.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { HouseRulesReader, type HouseRules } from './house-rules.js';

export interface AdmissionDraft {
  readonly mode: Mode;
  readonly allowedDomains: string;
  readonly refusedDomains: string;
  readonly homeCountry: string;
  readonly ageFloors: readonly { readonly country: string; readonly age: number }[];
  readonly questions: readonly Question[];
}

/** An administrator says who comes in. */
@Injectable()
export class ConfigureAdmission {
  constructor(
    private readonly database: Database,
    private readonly house: HouseRulesReader,
    private readonly audit: Audit,
  ) {}

  async run(ctx: RequestContext, draft: AdmissionDraft): Promise<Result<HouseRules>> {
    const allowed = parseDomains(draft.allowedDomains, 'allowedDomains');
    if (!allowed.ok) return allowed;
    const refused = parseDomains(draft.refusedDomains, 'refusedDomains');
    if (!refused.ok) return refused;
    if (!isCountry(draft.homeCountry)) return refuse('admission.country', 'homeCountry');
    const floors = new Map<string, number>();
    for (const { country, age } of draft.ageFloors) {
      if (!isCountry(country)) return refuse('admission.country', 'ageFloors');
      if (!isFloor(age)) return refuse('admission.floor', `floor:${country}`);
      floors.set(country, age);
    }
    const questions = parseQuestions(draft.questions);
    if (!questions.ok) return questions;
    return this.database.transaction(async (tx) => {
      await tx.rows(
        'UPDATE admission_settings SET mode = $1, allowed_domains = $2, refused_domains = $3, home_country = $4, age_floors = $5, questions = $6',
        [draft.mode, allowed.value, refused.value, draft.homeCountry, JSON.stringify(Object.fromEntries(floors)), JSON.stringify(questions.value)],
      );
      await this.audit.write(tx, {
        action: 'admission.configured', subjectKind: 'community', subjectId: null,
        detail: { mode: draft.mode, allowedDomains: allowed.value.length, refusedDomains: refused.value.length, homeCountry: draft.homeCountry, ageFloors: Object.fromEntries(floors), questions: questions.value.length }, ctx,
      });
      return { ok: true, value: await this.house.read(tx) };
    });
  }
}
