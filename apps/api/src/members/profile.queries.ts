import { Injectable } from '@nestjs/common';
import { holds, type Role } from '@foyer/domain/access';
import { audienceOf, nextHandleChange, profileFields, readVisibility } from '@foyer/domain/members';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { cardOf } from './card.js';
import { countsSeenBy } from './counts-seen.js';
import type { LastSeenWord, MemberProfile } from './profile.types.js';
import { seenBy } from './seen-by.js';

interface ProfileRow {
  id: string;
  handle: string;
  display_name: string;
  avatar_path: string | null;
  role: Role;
  state: string;
  cover_path: string | null;
  bio_html: string | null;
  bio_plain: string | null;
  bio_source: string | null;
  place: string | null;
  pronouns: string | null;
  expertise: string[] | null;
  interests: string[] | null;
  links: string[] | null;
  last_seen_at: Date | null;
  created_at: Date;
  posts_count: number;
  threads_count: number;
  likes_received: number;
  accepted_answers: number;
  followers: number | null;
  following: number | null;
  team_task: string | null;
  team_contact: string | null;
  visibility: unknown;
  handle_changed_at: Date | null;
  former_handles: string[] | null;
  you_follow: boolean;
  follows_you: boolean;
  you_block: boolean;
  you_mute: boolean;
  you_watch: boolean;
}

const DAY = 86_400_000;
const EXCERPT = 180;
const LONGEST_HANDLE = 40;
const ON_TEAM = `m.role IN ('admin','cm','moderator')`;

/** One member's profile, as far as the viewer may see it. */
@Injectable()
export class ProfileQueries {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** By her handle or one that she had; null when there is nobody. One statement. */
  async profile(ctx: RequestContext, handle: string): Promise<MemberProfile | null> {
    if (handle.length > LONGEST_HANDLE || handle.includes('\0')) return null;
    const values: unknown[] = [handle];
    const seen = seenBy(ctx.viewer, values);
    const shown = (field: Parameters<typeof seen.field>[0], column: string, as = column): string => `CASE WHEN ${seen.field(field)} THEN m.${column} END AS ${as}`;
    const edits = `(m.id = ${seen.me} OR $${values.push(holds(ctx.viewer, 'member.edit'))}::boolean)`;
    // A block is known to whoever blocks alone, and follows across it count for nobody else.
    const counted = (who: string, whose: string): string =>
      `CASE WHEN ${seen.field('follows')} THEN (SELECT count(*)::int FROM member_follows f JOIN members fm ON fm.id = f.${who} AND fm.state = 'active' WHERE f.${whose} = m.id
         AND NOT EXISTS (SELECT 1 FROM member_blocks b WHERE b.blocker_id = m.id AND b.blocked_id = f.${who})) END`;
    const row = await this.database.row<ProfileRow>(
      `SELECT m.id, m.handle::text, m.display_name, m.avatar_path, m.role, m.state, ${shown('cover', 'cover_path')}, ${shown('bio', 'bio_html')}, ${shown('bio', 'bio_plain')}, ${shown('place', 'place')},
              ${shown('pronouns', 'pronouns')}, ${shown('expertise', 'expertise')}, ${shown('interests', 'interests')}, ${shown('links', 'links')}, ${shown('activity', 'last_seen_at')},
              CASE WHEN ${edits} AND ${seen.field('bio')} THEN m.bio_source END AS bio_source, m.created_at, counts.posts AS posts_count, counts.threads AS threads_count, counts.likes AS likes_received, counts.answers AS accepted_answers,
              ${counted('follower_id', 'followed_id')} AS followers, ${counted('followed_id', 'follower_id')} AS following,
              CASE WHEN ${ON_TEAM} THEN m.team_task END AS team_task, CASE WHEN ${ON_TEAM} THEN m.team_contact END AS team_contact,
              m.visibility, m.handle_changed_at, CASE WHEN m.id = ${seen.me} THEN ARRAY(SELECT h.handle::text FROM handle_history h WHERE h.member_id = m.id ORDER BY h.changed_at DESC LIMIT 10) END AS former_handles,
              EXISTS (SELECT 1 FROM member_follows f WHERE f.follower_id = ${seen.me} AND f.followed_id = m.id) AS you_follow,
              EXISTS (SELECT 1 FROM member_follows f WHERE f.follower_id = ${seen.me} AND f.followed_id = m.id AND f.watched) AS you_watch,
              EXISTS (SELECT 1 FROM member_follows f WHERE f.follower_id = m.id AND f.followed_id = ${seen.me}) AND ${seen.field('follows')} AS follows_you,
              EXISTS (SELECT 1 FROM member_blocks b WHERE b.blocker_id = ${seen.me} AND b.blocked_id = m.id) AS you_block,
              EXISTS (SELECT 1 FROM member_mutes u WHERE u.muter_id = ${seen.me} AND u.muted_id = m.id) AS you_mute
         FROM members m ${countsSeenBy(ctx.viewer, values).joined}
        WHERE m.id = coalesce((SELECT known.id FROM members known WHERE known.handle = $1), (SELECT former.member_id FROM handle_history former WHERE former.handle = $1))
          AND m.state <> 'suspended'`,
      values,
    );
    return row && this.view(ctx, row);
  }

  private view(ctx: RequestContext, row: ProfileRow): MemberProfile {
    // Through a role's eyes she is still herself; through a member's, what that member keeps to herself stays hers.
    const through = ctx.viewer.viewingAs?.kind === 'member';
    const own = row.id === ctx.viewer.memberId && !through;
    const visibility = readVisibility(row.visibility);
    const changeFrom = nextHandleChange(row.handle_changed_at?.getTime() ?? null, this.clock.now().getTime());
    return {
      ...cardOf(row),
      coverUrl: row.cover_path,
      bioHtml: row.bio_html || null,
      bioExcerpt: excerptOf(row.bio_plain),
      bioSource: row.bio_source,
      place: row.place,
      pronouns: row.pronouns,
      expertise: row.expertise ?? [],
      interests: row.interests ?? [],
      links: row.links ?? [],
      lastSeen: lastSeen(row.last_seen_at, this.clock.now()),
      joinedAt: row.created_at,
      // For a moment, a removal may be counted before what it removes.
      postsCount: Math.max(0, row.posts_count),
      threadsCount: Math.max(0, row.threads_count),
      likesReceived: Math.max(0, row.likes_received),
      acceptedAnswers: Math.max(0, row.accepted_answers),
      followersCount: row.followers,
      followingCount: row.following,
      imported: row.state === 'unclaimed',
      teamTask: row.team_task,
      teamContact: row.team_contact,
      relation: own || through || ctx.viewer.memberId === null ? null : { following: row.you_follow, watching: row.you_watch, followsYou: row.follows_you, blocked: row.you_block, muted: row.you_mute },
      own: own
        ? {
            bioSource: row.bio_source ?? '',
            visibility: profileFields.map((field) => ({ field, audience: audienceOf(visibility, field) })),
            handleChangeFrom: changeFrom === null ? null : new Date(changeFrom),
            formerHandles: row.former_handles ?? [],
          }
        : null,
    };
  }
}

/** To the day at most: nobody is watched coming and going. */
function lastSeen(at: Date | null, now: Date): LastSeenWord | null {
  if (at === null) return null;
  const days = (now.getTime() - at.getTime()) / DAY;
  return days < 1 ? 'today' : days < 7 ? 'week' : days < 30 ? 'month' : null;
}

/** The beginning of a text, for cards. */
export function excerptOf(plain: string | null): string | null {
  if (!plain) return null;
  const line = plain.replace(/\s+/g, ' ');
  return line.length > EXCERPT ? `${line.slice(0, EXCERPT).trimEnd()}…` : line;
}
