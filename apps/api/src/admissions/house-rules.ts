import { Injectable } from '@nestjs/common';
import type { AgeFloors, Mode, Question } from '@foyer/domain/admissions';
import { Database, type Sql } from '../platform/database/database.js';

/** Who may come in, as the administrators set it. */
export interface HouseRules {
  readonly mode: Mode;
  readonly allowedDomains: readonly string[];
  readonly refusedDomains: readonly string[];
  readonly homeCountry: string;
  readonly ageFloors: AgeFloors;
  readonly questions: readonly Question[];
  readonly secret: Buffer;
  /** 0 while no rules were published. */
  readonly rulesVersion: number;
}

const READ = `
  SELECT s.mode, s.allowed_domains AS "allowedDomains", s.refused_domains AS "refusedDomains", s.home_country AS "homeCountry",
         s.age_floors AS "ageFloors", s.questions, s.secret, c.rules_version AS "rulesVersion"
    FROM admission_settings s CROSS JOIN community c`;

@Injectable()
export class HouseRulesReader {
  constructor(private readonly database: Database) {}

  async read(sql: Sql = this.database): Promise<HouseRules> {
    const rules = await sql.row<HouseRules>(READ);
    if (!rules) throw new Error('The settings of admission are missing');
    return rules;
  }
}
