import { Injectable } from '@nestjs/common';
import { readableBy } from '../spaces/index.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import type { RequestContext } from '../platform/http/request-context.js';
import type { SuggestedSpace, WelcomePath, WelcomeSettings, WelcomeSpaceSetting, WelcomeThread } from './welcome.types.js';

/** For how many days after she came a member sees the list on the front page. */
const SHOWN_DAYS = 30;
const SUGGESTED = 5;

interface MineRow {
  interests: string[];
  is_new: boolean;
  read_something: boolean;
  introduced: boolean;
  reacted: boolean;
  dismissed: boolean;
}

interface SpaceRow {
  slug: string;
  name: string;
  description: string;
  icon: string;
  interests: string[];
  introduce: boolean;
}

interface SettingsRow {
  letter: boolean;
  signed_by: string | null;
  subject_fr: string;
  subject_en: string;
  body_fr: string;
  body_en: string;
  introduce_space: string | null;
}

@Injectable()
export class WelcomeQueries {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async path(ctx: RequestContext): Promise<WelcomePath | null> {
    const { memberId } = ctx.viewer;
    const mine = memberId === null ? null : await this.mine(memberId);
    if (!mine || memberId === null) return null;
    const spaces = await this.spaces(ctx);
    const folded = new Set(mine.interests.map(fold));
    const suggested = spaces
      .map((space) => ({ ...space, shared: space.interests.filter((word) => folded.has(fold(word))) }))
      .sort((a, b) => b.shared.length - a.shared.length)
      .slice(0, SUGGESTED);
    const steps: WelcomePath['steps'] = [
      { name: 'interests', done: mine.interests.length > 0 }, { name: 'spaces', done: mine.read_something },
      { name: 'introduce', done: mine.introduced }, { name: 'react', done: mine.reacted },
    ];
    return {
      steps,
      shown: mine.is_new && !mine.dismissed && steps.some((step) => !step.done),
      dismissed: mine.dismissed,
      choices: choicesOf(spaces),
      chosen: mine.interests,
      spaces: suggested.map(({ slug, name, description, icon, shared }): SuggestedSpace => ({ slug, name, description, icon, shared })),
      introduceIn: spaces.find((space) => space.introduce)?.slug ?? null,
      threads: await this.threads(ctx, memberId),
    };
  }

  async settings(ctx: RequestContext): Promise<WelcomeSettings> {
    const row = await this.database.row<SettingsRow>(
      `SELECT w.letter, m.handle::text AS signed_by, w.subject_fr, w.subject_en, w.body_fr, w.body_en, s.code AS introduce_space
         FROM welcome_settings w LEFT JOIN members m ON m.id = w.signed_by LEFT JOIN spaces s ON s.id = w.introduce_space_id`,
    );
    if (!row) throw new Error('The row of the welcome is missing');
    const signers = await this.database.rows<{ handle: string; displayName: string }>(
      `SELECT handle::text, display_name AS "displayName" FROM members WHERE role IN ('admin','cm','moderator') AND state = 'active' ORDER BY lower(display_name), id LIMIT 100`,
    );
    const values: unknown[] = [];
    // Whoever sets the welcome may not read every space: what she may not read is not named to her either.
    const spaces = await this.database.rows<WelcomeSpaceSetting>(
      `SELECT s.code, s.name_${ctx.locale} AS name, s.interests FROM spaces s WHERE s.archived_at IS NULL AND ${readableBy(ctx.viewer, values)} ORDER BY s.position, s.id`,
      values,
    );
    return {
      letter: row.letter, signedBy: row.signed_by, subjectFr: row.subject_fr, subjectEn: row.subject_en, bodyFr: row.body_fr, bodyEn: row.body_en,
      introduceSpace: spaces.some(({ code }) => code === row.introduce_space) ? row.introduce_space : null, signers, spaces,
    };
  }

  private mine(memberId: string): Promise<MineRow | null> {
    return this.database.row<MineRow>(
      `SELECT m.interests, m.created_at > $2::timestamptz - make_interval(days => ${SHOWN_DAYS}) AS is_new,
              EXISTS (SELECT 1 FROM thread_reads r WHERE r.member_id = m.id) AS read_something,
              w.introduced_at IS NOT NULL AS introduced, w.reacted_at IS NOT NULL AS reacted, w.dismissed_at IS NOT NULL AS dismissed
         FROM members m LEFT JOIN member_welcomes w ON w.member_id = m.id WHERE m.id = $1`,
      [memberId, this.clock.now()],
    );
  }

  private spaces(ctx: RequestContext): Promise<SpaceRow[]> {
    const values: unknown[] = [];
    return this.database.rows<SpaceRow>(
      `SELECT s.slug, s.name_${ctx.locale} AS name, s.description_${ctx.locale} AS description, s.icon, s.interests, s.id = w.introduce_space_id AS introduce
         FROM spaces s CROSS JOIN welcome_settings w WHERE s.archived_at IS NULL AND ${readableBy(ctx.viewer, values)} ORDER BY s.position, s.id`,
      values,
    );
  }

  /** Latest threads of others, first where people introduce themselves. */
  private threads(ctx: RequestContext, memberId: string): Promise<WelcomeThread[]> {
    const values: unknown[] = [memberId];
    return this.database.rows<WelcomeThread>(
      `SELECT t.code, t.slug, t.title FROM threads t JOIN spaces s ON s.id = t.space_id CROSS JOIN welcome_settings w
        WHERE t.state = 'visible' AND t.author_id <> $1 AND t.closed_at IS NULL AND s.archived_at IS NULL AND ${readableBy(ctx.viewer, values)}
        ORDER BY (s.id = w.introduce_space_id) DESC NULLS LAST, t.created_at DESC, t.id DESC LIMIT 3`,
      values,
    );
  }
}

export const fold = (word: string): string => word.toLowerCase();

/** All that spaces are about, each word once. */
function choicesOf(spaces: readonly SpaceRow[]): string[] {
  const words = new Map<string, string>();
  for (const space of spaces) for (const word of space.interests) if (!words.has(fold(word))) words.set(fold(word), word);
  return [...words.values()];
}
