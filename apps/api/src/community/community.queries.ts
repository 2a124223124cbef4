import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { RequestContext } from '../platform/http/request-context.js';
import type { LocaleWord } from '../platform/graphql/words.js';
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

/** The community's own card is on every page and changes about never: it is kept under its revision. */
@Injectable()
export class CommunityQueries {
  private kept: { revision: string; value: Promise<Community> } | null = null;

  constructor(private readonly database: Database) {}

  community(ctx: RequestContext): Promise<Community> {
    if (this.kept?.revision !== ctx.communityRevision) {
      const value = this.read();
      this.kept = { revision: ctx.communityRevision, value };
      value.catch(() => (this.kept = null));
    }
    return this.kept.value;
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
