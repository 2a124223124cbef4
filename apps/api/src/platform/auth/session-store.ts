import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { SECOND_FACTOR_ROLES } from '@foyer/domain/accounts';
import { isPermission, type Role } from '@foyer/domain/access';
import { SETTINGS, type Settings } from '../config/settings.js';
import { Clock } from '../clock/clock.js';
import { Database, type Sql, type Transaction } from '../database/database.js';
import type { Locale, SessionViewer } from '../http/request-context.js';
import { newId } from '../ids/ids.js';
import { hearVoice } from '../text/phrase.js';
import { seenThroughOtherEyes } from './other-eyes.js';
import { LONGEST_DAYS } from './session-cookie.js';

/** How long a session lives without being used, in days. */
const IDLE_DAYS = 30;
/** For how long a proof of who she is opens what asks for a recent one, in minutes. */
const PROOF_MINUTES = 10;
/** What a session must be to be used at $2, wherever it is asked about. */
const LIVE = `s.revoked_at IS NULL AND s.expires_at > $2 AND s.created_at > $2::timestamptz - make_interval(days => ${LONGEST_DAYS})`;
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

interface ViewerRow {
  session_id: string;
  member_id: string;
  role: Role;
  handle: string;
  display_name: string;
  avatar_path: string | null;
  locale: Locale | null;
  group_ids: string[];
  custom_role_ids: string[];
  extra_permissions: string[];
  previous_visit_at: Date | null;
  read_baseline_at: Date;
  proved_recently: boolean;
  must_enrol: boolean;
  rules_due: boolean;
  stale: boolean;
  views: boolean;
  community_revision: string;
  voice: string;
}

/** A viewer, and the community as of the same statement. */
export interface Recognised {
  readonly viewer: SessionViewer;
  readonly communityRevision: string;
}

// What custom roles add. A permission that a later version no longer knows counts for nothing.
const EXTRA_PERMISSIONS = `ARRAY(
           SELECT DISTINCT held.permission FROM member_roles mr JOIN custom_roles r ON r.id = mr.role_id CROSS JOIN unnest(r.permissions) AS held (permission)
            WHERE mr.member_id = m.id ORDER BY held.permission)`;

// Who acts for the brand must have a second factor, unless the house was told otherwise ($3).
const MUST_ENROL = `(CASE WHEN m.role NOT IN (${SECOND_FACTOR_ROLES.map((role) => `'${role}'`).join(',')}) OR $3::boolean OR s.how = 'demo' OR s.second_factor THEN false
           ELSE NOT EXISTS (SELECT 1 FROM member_totp f WHERE f.member_id = m.id AND f.confirmed_at IS NOT NULL)
            AND NOT EXISTS (SELECT 1 FROM member_passkeys k WHERE k.member_id = m.id) END)`;

const viewerBy = (key: 'token_hash' | 'id'): string => `
  SELECT s.id AS session_id, m.id AS member_id, m.role, m.handle::text, m.display_name, m.avatar_path, m.locale,
         m.previous_visit_at, m.read_baseline_at, m.rules_version < c.rules_version AS rules_due,
         ARRAY(SELECT g.group_id FROM group_members g WHERE g.member_id = m.id) AS group_ids,
         ARRAY(SELECT mr.role_id FROM member_roles mr WHERE mr.member_id = m.id ORDER BY 1) AS custom_role_ids,
         ${EXTRA_PERMISSIONS} AS extra_permissions,
         (s.how = 'demo' OR s.proved_at > $2::timestamptz - make_interval(mins => ${PROOF_MINUTES})) AS proved_recently,
         ${MUST_ENROL} AS must_enrol,
         num_nonnulls(s.view_as_role, s.view_as_custom_role_id, s.view_as_member_id) > 0 AS views,
         (s.last_used_at < $2::timestamptz - interval '1 minute') AS stale,
         c.revision::text AS community_revision, c.voice
    FROM sessions s JOIN members m ON m.id = s.member_id CROSS JOIN community c
   WHERE s.${key} = $1 AND ${LIVE} AND m.state = 'active'`;
const BY_TOKEN = viewerBy('token_hash');
const BY_ID = viewerBy('id');

// One statement a minute and session: when she was last seen, and where her previous visit stopped
// (a new visit begins after half an hour away).
const TOUCH = `
  WITH used AS (
    UPDATE sessions SET last_used_at = $2, expires_at = least($2::timestamptz + make_interval(days => ${IDLE_DAYS}), created_at + make_interval(days => ${LONGEST_DAYS})) WHERE id = $1 RETURNING member_id
  )
  UPDATE members SET
    previous_visit_at = CASE WHEN last_seen_at IS NULL OR last_seen_at < $2::timestamptz - interval '30 minutes' THEN last_seen_at ELSE previous_visit_at END,
    last_seen_at = $2
   WHERE id = (SELECT member_id FROM used)
   RETURNING previous_visit_at`;

/** What opened a session. */
export type SessionOpening = 'password' | 'passkey' | 'sso' | 'sign-up' | 'claim' | 'demo' | 'reset';

export interface SessionOrigin {
  readonly userAgent: string | null;
  readonly address: string | null;
  readonly country?: string | null;
  readonly how?: SessionOpening;
  /** Whether two factors were shown, or one that counts for two (a passkey). */
  readonly secondFactor?: boolean;
  /** When she showed who she is, if not now; null when nobody says when. */
  readonly provedAt?: Date | null;
}

/** Server-side sessions: 256 random bits in the cookie, only their SHA-256 here. */
@Injectable()
export class SessionStore {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Opens a session and gives the token for the cookie; it is never seen again. */
  async open(tx: Sql, memberId: string, origin: SessionOrigin): Promise<string> {
    const token = randomBytes(32).toString('base64url');
    const now = this.clock.now();
    await tx.rows(
      `INSERT INTO sessions (id, token_hash, member_id, created_at, last_used_at, proved_at, expires_at, user_agent, address, country, how, second_factor)
       VALUES ($1, $2, $3, $4, $4, $10, $4::timestamptz + make_interval(days => ${IDLE_DAYS}), $5, $6, $7, $8, $9)`,
      [newId(), hashOf(token), memberId, now, origin.userAgent?.slice(0, 300) ?? null, origin.address || null,
        origin.country ?? null, origin.how ?? 'password', origin.secondFactor ?? false, provedBy(origin, now)],
    );
    return token;
  }

  /** Who the token belongs to, or null: unknown, expired, revoked, or no longer active. */
  async viewerOf(token: string): Promise<SessionViewer | null> {
    return (await this.recognise(token))?.viewer ?? null;
  }

  /** The same, with the community's revision: one statement for all that each request needs. */
  async recognise(token: string): Promise<Recognised | null> {
    return TOKEN.test(token) ? this.found(BY_TOKEN, hashOf(token)) : null;
  }

  /** Who a session that is known belongs to now, whatever became of its token; null as above. */
  async viewerOfSession(sessionId: string): Promise<SessionViewer | null> {
    return (await this.found(BY_ID, sessionId))?.viewer ?? null;
  }

  private async found(statement: string, key: Buffer | string): Promise<Recognised | null> {
    const now = this.clock.now();
    const row = await this.database.row<ViewerRow>(statement, [key, now, this.settings.secondFactor === 'optional']);
    if (!row) return null;
    hearVoice(row.voice);
    let previousVisitAt = row.previous_visit_at;
    if (row.stale) {
      const touched = await this.database.row<{ previous_visit_at: Date | null }>(TOUCH, [row.session_id, now]);
      previousVisitAt = touched?.previous_visit_at ?? previousVisitAt;
    }
    const viewer: SessionViewer = {
      memberId: row.member_id,
      role: row.role,
      groupIds: row.group_ids,
      customRoleIds: row.custom_role_ids,
      extraPermissions: row.extra_permissions.filter(isPermission),
      viewingAs: null,
      sessionId: row.session_id,
      handle: row.handle,
      displayName: row.display_name,
      avatarPath: row.avatar_path,
      locale: row.locale,
      previousVisitAt,
      readBaselineAt: row.read_baseline_at,
      provedRecently: row.proved_recently,
      mustEnrol: row.must_enrol,
      rulesDue: row.rules_due,
    };
    return { viewer: row.views ? await seenThroughOtherEyes(this.database, viewer) : viewer, communityRevision: row.community_revision };
  }

  /** The community's revision, for visitors. */
  async communityRevision(): Promise<string> {
    const row = await this.database.row<{ revision: string; voice: string }>('SELECT revision::text, voice FROM community');
    if (row) hearVoice(row.voice);
    return row?.revision ?? '0';
  }

  async revoke(tx: Sql, sessionId: string): Promise<void> {
    await tx.rows('UPDATE sessions SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL', [sessionId, this.clock.now()]);
  }

  /** She has proved again who she is: her session gets another token, for the cookie. */
  async prove(tx: Sql, sessionId: string, secondFactor: boolean): Promise<string> {
    const token = randomBytes(32).toString('base64url');
    await tx.rows('UPDATE sessions SET token_hash = $2, proved_at = $3, second_factor = second_factor OR $4 WHERE id = $1 AND revoked_at IS NULL', [
      sessionId, hashOf(token), this.clock.now(), secondFactor,
    ]);
    return token;
  }

  /** Which of these sessions may no longer be used; the net under revocation hints that were lost. */
  async ended(sessionIds: readonly string[]): Promise<string[]> {
    const rows = await this.database.rows<{ id: string }>(
      `SELECT wanted.id FROM unnest($1::uuid[]) AS wanted (id)
         LEFT JOIN sessions s ON s.id = wanted.id AND ${LIVE}
         LEFT JOIN members m ON m.id = s.member_id AND m.state = 'active'
        WHERE m.id IS NULL`,
      [sessionIds, this.clock.now()],
    );
    return rows.map((row) => row.id);
  }

  /** The rights that these sessions carry now; those that may no longer be used are missing from the answer. */
  rightsOf(sessionIds: readonly string[]): Promise<{ readonly id: string; readonly role: Role; readonly groupIds: readonly string[]; readonly customRoleIds: readonly string[]; readonly extraPermissions: readonly string[]; readonly views: boolean }[]> {
    return this.database.rows(
      `SELECT s.id, m.role, ARRAY(SELECT g.group_id FROM group_members g WHERE g.member_id = m.id) AS "groupIds",
              ARRAY(SELECT mr.role_id FROM member_roles mr WHERE mr.member_id = m.id ORDER BY 1) AS "customRoleIds", ${EXTRA_PERMISSIONS} AS "extraPermissions",
              num_nonnulls(s.view_as_role, s.view_as_custom_role_id, s.view_as_member_id) > 0 AS views
         FROM sessions s JOIN members m ON m.id = s.member_id
        WHERE s.id = ANY ($1::uuid[]) AND ${LIVE} AND m.state = 'active'`,
      [sessionIds, this.clock.now()],
    );
  }

  /** Opens a session inside a transaction of its caller and closes the one it replaces (rotation). */
  async rotate(tx: Transaction, memberId: string, replaced: string | null, origin: SessionOrigin): Promise<string> {
    if (replaced) await this.revoke(tx, replaced);
    return this.open(tx, memberId, origin);
  }
}

/** Never later than now: a provider's clock may be ahead. Without a moment, too long ago to count. */
function provedBy({ provedAt }: SessionOrigin, now: Date): Date {
  if (provedAt === undefined) return now;
  return provedAt === null ? new Date(0) : provedAt > now ? now : provedAt;
}

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();
