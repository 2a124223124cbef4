import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import type { LocaleWord } from '../members/index.js';
import { Community } from './community.types.js';

interface CommunityRow {
  name: string;
  brand_name: string;
  tagline: string | null;
  default_locale: LocaleWord;
  time_zone: string;
  voice: string;
  story: boolean;
  members_count: string;
  revision: string;
}

/** How long a page may show an old name of the community, in milliseconds. */
const FRESH_MS = 5_000;

/** The community's own card is on every page and changes about never: one statement every few seconds is enough. */
@Injectable()
export class CommunityQueries {
  private cached: { at: number; value: Promise<Community> } | null = null;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  community(): Promise<Community> {
    const now = this.clock.now().getTime();
    if (!this.cached || now - this.cached.at > FRESH_MS) {
      const value = this.read();
      this.cached = { at: now, value };
      value.catch(() => (this.cached = null));
    }
    return this.cached.value;
  }

  private async read(): Promise<Community> {
    const row = await this.database.row<CommunityRow>(
      `SELECT name, brand_name, tagline, default_locale, time_zone, voice, story, revision::text,
              (SELECT count(*) FROM members WHERE state <> 'suspended')::text AS members_count FROM community`,
    );
    if (!row) throw new Error('The community row is missing');
    return {
      name: row.name,
      brandName: row.brand_name,
      tagline: row.tagline,
      defaultLocale: row.default_locale,
      timeZone: row.time_zone,
      voice: row.voice,
      story: row.story,
      membersCount: Number(row.members_count),
      revision: row.revision,
    };
  }
}
