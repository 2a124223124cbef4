import { Injectable } from '@nestjs/common';
import type { Sql } from '../platform/database/database.js';
import type { Locale } from '../platform/http/request-context.js';
import { OWN_LETTER, OWN_LETTER_VOUS } from './letter.js';

interface Row {
  letter: boolean;
  subject: string;
  body: string;
  signed_by: string | null;
  community: string;
  voice: string;
}

export interface Letter {
  readonly subject: string;
  readonly body: string;
  /** Who signs, or null when nobody of the team was chosen. */
  readonly signedBy: string | null;
  readonly community: string;
}

/** The letter of welcome as it was written in the console, or the house's own. */
@Injectable()
export class LetterTexts {
  /** Null when it is switched off. */
  async of(sql: Sql, locale: Locale): Promise<Letter | null> {
    const row = await sql.row<Row>(
      `SELECT w.letter, w.subject_${locale} AS subject, w.body_${locale} AS body, c.name AS community, c.voice,
              (SELECT m.display_name FROM members m WHERE m.id = w.signed_by AND m.state = 'active') AS signed_by
         FROM welcome_settings w CROSS JOIN community c`,
    );
    if (!row?.letter) return null;
    const own = this.own(locale, row.voice);
    return { subject: row.subject || own.subject, body: row.body || own.body, signedBy: row.signed_by, community: row.community };
  }

  own(locale: Locale, voice: string): { readonly subject: string; readonly body: string } {
    return locale === 'fr' && voice === 'vous' ? OWN_LETTER_VOUS : OWN_LETTER[locale];
  }
}
