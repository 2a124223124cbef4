import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { holds, isStaff, rightsKey, type Role } from '@foyer/domain/access';
import { Database, type Sql } from '../platform/database/database.js';
import type { Locale, RequestContext } from '../platform/http/request-context.js';
import { readableBy } from '../access/index.js';
import type { Space, SpaceAccessWord, SpaceAdmin, SpaceMine, SpaceTypeWord, WhoStartsWord } from './space.types.js';

export interface SpaceRow {
  code: string;
  slug: string;
  name: string;
  description: string;
  icon: string;
  access: SpaceAccessWord;
  who_starts: WhoStartsWord;
  type: SpaceTypeWord;
  archived: boolean;
  threads_count: number;
  posts_count: number;
  last_activity_at: Date | null;
}

interface AdminRow extends SpaceRow {
  name_fr: string;
  name_en: string;
  description_fr: string;
  description_en: string;
  position: number;
  read_roles: Role[];
  read_custom_roles: string[];
  read_groups: string[];
  start_roles: Role[];
  start_custom_roles: string[];
  start_groups: string[];
  interests: string[];
}

/** The columns of a space in a language; `locale` is one of our two words, never a client's text. */
export const spaceColumns = (locale: Locale, alias = 's'): string =>
  `${alias}.code, ${alias}.slug, ${alias}.name_${locale} AS name, ${alias}.description_${locale} AS description, ${alias}.icon, ${alias}.access,
   ${alias}.who_starts, ${alias}.type, ${alias}.archived_at IS NOT NULL AS archived, ${alias}.threads_count, ${alias}.posts_count, ${alias}.last_activity_at`;

export const spaceView = (row: SpaceRow): Space => ({
  code: row.code,
  slug: row.slug,
  name: row.name,
  description: row.description,
  icon: row.icon,
  access: row.access,
  whoStarts: row.who_starts,
  type: row.type,
  archived: row.archived,
  // For a moment, a removal may be counted before what it removes.
  threadsCount: Math.max(0, row.threads_count),
  postsCount: Math.max(0, row.posts_count),
  lastActivityAt: row.last_activity_at,
});

/** Threads looked at per space to tell whether something is unread: a dot answers for the recent ones. */
const RECENT = 30;

/** How long a dot may stay after the last unread thread was opened, in milliseconds. */
const DOTS_MS = 1_000;
/** How old a counter in the list of spaces may be, in milliseconds. */
const COUNTERS_MS = 2_000;

@Injectable()
export class SpacesQueries {
  // The same for everyone of a role and groups. Kept under the community's revision, which each change of a space
  // raises; their counters follow events anyway, and may be this much older.
  private readonly lists = new LRUCache<string, Promise<Space[]>>({ max: 200, ttl: COUNTERS_MS });

  // The dots beside the spaces are on every page of a member who goes from one to the next.
  private readonly dots = new LRUCache<string, Promise<SpaceMine[]>>({ max: 2_000, ttl: DOTS_MS });

  constructor(private readonly database: Database) {}

  /** The spaces the viewer may read, in the administrators' order, without archived ones. */
  readable(ctx: RequestContext): Promise<Space[]> {
    const { viewer } = ctx;
    const key = `${ctx.communityRevision} ${ctx.locale} ${rightsKey(viewer)}`;
    let spaces = this.lists.get(key);
    if (!spaces) {
      spaces = this.readReadable(ctx);
      this.lists.set(key, spaces);
      spaces.catch(() => this.lists.delete(key));
    }
    return spaces;
  }

  private async readReadable(ctx: RequestContext): Promise<Space[]> {
    const values: unknown[] = [];
    const rows = await this.database.rows<SpaceRow>(
      `SELECT ${spaceColumns(ctx.locale)} FROM spaces s WHERE s.archived_at IS NULL AND ${readableBy(ctx.viewer, values)} ORDER BY s.position, s.id`,
      values,
    );
    return rows.map(spaceView);
  }

  async bySlug(ctx: RequestContext, slug: string): Promise<Space | null> {
    const open = (await this.readable(ctx)).find((space) => space.slug === slug);
    if (open) return open;
    if (!holds(ctx.viewer, 'space.readArchived')) return null;
    const values: unknown[] = [slug];
    const row = await this.database.row<SpaceRow>(`SELECT ${spaceColumns(ctx.locale)} FROM spaces s WHERE s.slug = $1 AND ${readableBy(ctx.viewer, values)}`, values);
    return row && spaceView(row);
  }

  /** What is hers in each space: something unread, and whether she may start a thread. At most one statement. */
  mine(ctx: RequestContext): Promise<SpaceMine[]> {
    const { viewer } = ctx;
    const key = [viewer.memberId, viewer.readBaselineAt?.getTime(), ctx.communityRevision, rightsKey(viewer)].join(' ');
    let mine = this.dots.get(key);
    if (!mine) {
      mine = this.readMine(ctx);
      this.dots.set(key, mine);
      mine.catch(() => this.dots.delete(key));
    }
    return mine;
  }

  private readMine(ctx: RequestContext): Promise<SpaceMine[]> {
    const { viewer } = ctx;
    const values: unknown[] = [viewer.memberId, viewer.readBaselineAt, viewer.role, viewer.groupIds, isStaff(viewer.role), holds(viewer, 'thread.start'), viewer.customRoleIds];
    return this.database.rows<SpaceMine>(
      `SELECT s.slug,
              $1::uuid IS NOT NULL AND EXISTS (
                SELECT 1 FROM (SELECT t.id, t.last_position FROM threads t
                                WHERE t.space_id = s.id AND t.state = 'visible' AND t.last_post_at > $2::timestamptz
                                ORDER BY t.last_post_at DESC, t.id DESC LIMIT ${RECENT}) recent
                 WHERE NOT EXISTS (SELECT 1 FROM thread_reads r WHERE r.member_id = $1 AND r.thread_id = recent.id AND r.position >= recent.last_position)
              ) AS "hasUnread",
              $6::boolean AND ($5::boolean OR s.who_starts = 'members' OR (s.who_starts = 'restricted' AND EXISTS (
                SELECT 1 FROM space_grants g WHERE g.space_id = s.id AND g.action = 'start' AND (g.role = $3 OR g.group_id = ANY ($4::uuid[]) OR g.custom_role_id = ANY ($7::uuid[]))))) AS "canStart"
         FROM spaces s
        WHERE s.archived_at IS NULL AND ${readableBy(viewer, values)}
        ORDER BY s.position, s.id`,
      values,
    );
  }

  /** Every space with its grants, for administrators. */
  administered(ctx: RequestContext): Promise<SpaceAdmin[]> {
    return this.admin(this.database, ctx.locale, null);
  }

  async adminByCode(sql: Sql, locale: Locale, code: string): Promise<SpaceAdmin | null> {
    return (await this.admin(sql, locale, code))[0] ?? null;
  }

  private async admin(sql: Sql, locale: Locale, code: string | null): Promise<SpaceAdmin[]> {
    const rows = await sql.rows<AdminRow>(
      `SELECT ${spaceColumns(locale)}, s.name_fr, s.name_en, s.description_fr, s.description_en, s.interests, s.position,
              ARRAY(SELECT g.role FROM space_grants g WHERE g.space_id = s.id AND g.action = 'read' AND g.role IS NOT NULL ORDER BY 1) AS read_roles,
              ARRAY(SELECT c.code FROM space_grants g JOIN custom_roles c ON c.id = g.custom_role_id WHERE g.space_id = s.id AND g.action = 'read' ORDER BY c.name) AS read_custom_roles,
              ARRAY(SELECT gr.code FROM space_grants g JOIN groups gr ON gr.id = g.group_id WHERE g.space_id = s.id AND g.action = 'read' ORDER BY gr.name) AS read_groups,
              ARRAY(SELECT g.role FROM space_grants g WHERE g.space_id = s.id AND g.action = 'start' AND g.role IS NOT NULL ORDER BY 1) AS start_roles,
              ARRAY(SELECT c.code FROM space_grants g JOIN custom_roles c ON c.id = g.custom_role_id WHERE g.space_id = s.id AND g.action = 'start' ORDER BY c.name) AS start_custom_roles,
              ARRAY(SELECT gr.code FROM space_grants g JOIN groups gr ON gr.id = g.group_id WHERE g.space_id = s.id AND g.action = 'start' ORDER BY gr.name) AS start_groups
         FROM spaces s WHERE $1::text IS NULL OR s.code = $1 ORDER BY s.archived_at IS NOT NULL, s.position, s.id`,
      [code],
    );
    return rows.map((row) => ({
      space: spaceView(row),
      nameFr: row.name_fr,
      nameEn: row.name_en,
      descriptionFr: row.description_fr,
      descriptionEn: row.description_en,
      readRoles: row.read_roles,
      readCustomRoles: row.read_custom_roles,
      readGroups: row.read_groups,
      startRoles: row.start_roles,
      startCustomRoles: row.start_custom_roles,
      startGroups: row.start_groups,
      interests: row.interests,
      position: row.position,
    }));
  }
}
