import { Inject, Injectable } from '@nestjs/common';
import { holds, type Role } from '@foyer/domain/access';
import { INVITATION_DAYS_MAX, LINK_QUOTA_MAX, rolesToOffer } from '@foyer/domain/admissions';
import { refuse, type Result } from '@foyer/domain/result';
import { Audit } from '../platform/audit/audit.js';
import { Clock } from '../platform/clock/clock.js';
import { SETTINGS, type Settings } from '../platform/config/settings.js';
import { Database, type Sql, type Transaction } from '../platform/database/database.js';
import type { Locale, RequestContext } from '../platform/http/request-context.js';
import { newCode, newId } from '../platform/ids/ids.js';
import { Limits } from '../platform/limits/limits.js';
import { Mailer } from '../platform/mail/index.js';
import { readLines, type ReportLine } from './invitation-lines.js';
import { newToken } from './secrets.js';

const DAY = 86_400_000;
const NOTE_MAX = 500;
const LABEL_MAX = 80;

/** What an invitation carries. */
export interface Attached {
  readonly role: Role;
  readonly groupCodes: readonly string[];
  readonly days: number;
}

export interface MailInvitations extends Attached {
  readonly text: string;
  readonly note: string;
  readonly locale: Locale;
  /** Looks without inviting. */
  readonly preview: boolean;
}

export interface InvitationReport {
  readonly lines: readonly ReportLine[];
  readonly invited: number;
}

export interface LinkMade {
  readonly code: string;
  /** Shown once: the house keeps its hash. */
  readonly url: string;
  readonly expiresAt: Date;
}

/** The team invites: by mail, one or many, or by a link with a quota and an end. */
@Injectable()
export class KeepInvitations {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly database: Database,
    private readonly mailer: Mailer,
    private readonly limits: Limits,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async byMail(ctx: RequestContext, draft: MailInvitations): Promise<Result<InvitationReport>> {
    const attached = await this.attached(ctx, draft);
    if (!attached.ok) return attached;
    const read = readLines(draft.text);
    if (!read.ok) return read;
    const note = draft.note.replace(/[\p{Cc}\p{Cf}]/gu, ' ').trim();
    if (note.length > NOTE_MAX) return refuse('application.words', 'note', { max: NOTE_MAX });
    const emails = read.value.flatMap((line) => (line.outcome === 'invited' ? [line.email] : []));
    if (!draft.preview && emails.length > 0) {
      await this.limits.charge('invite.member', ctx.viewer.memberId ?? '', emails.length);
    }
    const lines = await this.database.transaction(async (tx) => {
      const taken = await this.known(tx, emails);
      const outcomes: ReportLine[] = [];
      for (const line of read.value) {
        if (line.outcome !== 'invited') outcomes.push(line);
        else if (taken.has(line.email.toLowerCase())) outcomes.push({ ...line, outcome: taken.get(line.email.toLowerCase()) ?? 'member' });
        else if (draft.preview || (await this.invite(tx, ctx, line.email, { ...draft, note, groupIds: attached.value }))) outcomes.push(line);
        else outcomes.push({ ...line, outcome: 'waiting' });
      }
      return outcomes;
    });
    return { ok: true, value: { lines, invited: lines.filter((line) => line.outcome === 'invited').length } };
  }

  async byLink(ctx: RequestContext, draft: Attached & { readonly label: string; readonly quota: number }): Promise<Result<LinkMade>> {
    const attached = await this.attached(ctx, draft);
    if (!attached.ok) return attached;
    if (!Number.isInteger(draft.quota) || draft.quota < 1 || draft.quota > LINK_QUOTA_MAX) return refuse('invitation.quota', 'quota', { max: LINK_QUOTA_MAX });
    await this.limits.charge('invite.member', ctx.viewer.memberId ?? '');
    const { token, hash } = newToken();
    const [id, code] = [newId(), newCode()];
    const now = this.clock.now();
    const expiresAt = new Date(now.getTime() + draft.days * DAY);
    await this.database.transaction(async (tx) => {
      await tx.rows(
        `INSERT INTO invitations (id, code, kind, token_hash, label, role, group_ids, quota, created_by, created_at, sent_at, expires_at)
         VALUES ($1, $2, 'link', $3, $4, $5, $6, $7, $8, $9, $9, $10)`,
        [id, code, hash, draft.label.replace(/[\p{Cc}\p{Cf}]/gu, ' ').trim().slice(0, LABEL_MAX), draft.role, attached.value, draft.quota, ctx.viewer.memberId, now, expiresAt],
      );
      await this.audit.write(tx, { action: 'invitation.linkCreated', subjectKind: 'invitation', subjectId: id, detail: { role: draft.role, groupIds: attached.value, quota: draft.quota, expiresAt }, ctx });
    });
    return { ok: true, value: { code, url: this.url(token), expiresAt } };
  }

  /** Sends the mail again with a new link and a new end; the old link ends. */
  async resend(ctx: RequestContext, code: string): Promise<Result<{ ok: true }>> {
    await this.limits.charge('invite.member', ctx.viewer.memberId ?? '');
    return this.database.transaction(async (tx) => {
      const row = await tx.row<{ id: string; email: string; locale: Locale; label: string; role: Role; days: number }>(
        `SELECT id, email::text, locale, label, role, greatest(1, ceil(extract(epoch FROM expires_at - sent_at) / 86400))::int AS days
           FROM invitations WHERE code = $1 AND kind = 'person' AND revoked_at IS NULL AND used = 0 FOR UPDATE`,
        [code],
      );
      if (!row) return refuse('invitation.done');
      // Whoever sends a link again vouches for what it opens.
      if (!rolesToOffer(ctx.viewer.role).includes(row.role)) return refuse('invitation.role');
      const { token, hash } = newToken();
      const now = this.clock.now();
      const expiresAt = new Date(now.getTime() + row.days * DAY);
      await tx.rows('UPDATE invitations SET token_hash = $2, sent_at = $3, expires_at = $4 WHERE id = $1', [row.id, hash, now, expiresAt]);
      await this.mail(tx, ctx, row.email, { token, note: '', locale: row.locale, expiresAt });
      await this.audit.write(tx, { action: 'invitation.resent', subjectKind: 'invitation', subjectId: row.id, ctx });
      return { ok: true, value: { ok: true } };
    });
  }

  /** Takes an invitation back; those who came by it stay. */
  async revoke(ctx: RequestContext, code: string): Promise<Result<{ ok: true }>> {
    return this.database.transaction(async (tx) => {
      const row = await tx.row<{ id: string }>(
        'UPDATE invitations SET revoked_at = $2 WHERE code = $1 AND revoked_at IS NULL AND (quota IS NULL OR used < quota) RETURNING id', [code, this.clock.now()]);
      if (!row) return refuse('invitation.done');
      await this.audit.write(tx, { action: 'invitation.revoked', subjectKind: 'invitation', subjectId: row.id, ctx });
      return { ok: true, value: { ok: true } };
    });
  }

  /** Nobody attaches to an invitation what she could not give by hand. */
  private async attached(ctx: RequestContext, { role, groupCodes, days }: Attached): Promise<Result<string[]>> {
    if (!rolesToOffer(ctx.viewer.role).includes(role)) return refuse('invitation.role', 'role');
    if (!Number.isInteger(days) || days < 1 || days > INVITATION_DAYS_MAX) return refuse('invitation.days', 'days', { max: INVITATION_DAYS_MAX });
    if (groupCodes.length === 0) return { ok: true, value: [] };
    if (groupCodes.length > 50 || !holds(ctx.viewer, 'group.administer')) return refuse('invitation.group', 'groups');
    const rows = await this.database.rows<{ id: string }>('SELECT id FROM groups WHERE code = ANY ($1::text[])', [groupCodes]);
    return rows.length === new Set(groupCodes).size ? { ok: true, value: rows.map((row) => row.id) } : refuse('invitation.group', 'groups');
  }

  /** Addresses that need no invitation any more: with an account, or invited and not over. */
  private async known(sql: Sql, emails: readonly string[]): Promise<Map<string, 'member' | 'waiting'>> {
    const rows = await sql.rows<{ email: string; outcome: 'member' | 'waiting' }>(
      `SELECT lower(email::text) AS email, 'waiting' AS outcome FROM invitations WHERE email = ANY ($1::citext[]) AND kind = 'person' AND revoked_at IS NULL AND used = 0 AND expires_at > $2
       UNION ALL SELECT lower(email::text), 'member' FROM member_accounts WHERE email = ANY ($1::citext[])`,
      [emails, this.clock.now()],
    );
    return new Map(rows.map((row) => [row.email, row.outcome]));
  }

  /** False when somebody else invited the same address a moment ago. */
  private async invite(tx: Transaction, ctx: RequestContext, email: string, draft: MailInvitations & { readonly groupIds: readonly string[] }): Promise<boolean> {
    const { token, hash } = newToken();
    const id = newId();
    const now = this.clock.now();
    const expiresAt = new Date(now.getTime() + draft.days * DAY);
    // One that ran out makes room for the next.
    await tx.rows(`UPDATE invitations SET revoked_at = $2 WHERE email = $1 AND kind = 'person' AND revoked_at IS NULL AND used = 0 AND expires_at <= $2`, [email, now]);
    const rows = await tx.rows(
      `INSERT INTO invitations (id, code, kind, token_hash, email, locale, role, group_ids, quota, created_by, created_at, sent_at, expires_at)
       VALUES ($1, $2, 'person', $3, $4, $5, $6, $7, 1, $8, $9, $9, $10) ON CONFLICT DO NOTHING RETURNING id`,
      [id, newCode(), hash, email, draft.locale, draft.role, draft.groupIds, ctx.viewer.memberId, now, expiresAt],
    );
    if (rows.length === 0) return false;
    await this.mail(tx, ctx, email, { token, note: draft.note, locale: draft.locale, expiresAt });
    await this.audit.write(tx, { action: 'invitation.created', subjectKind: 'invitation', subjectId: id, detail: { role: draft.role, groupIds: draft.groupIds }, ctx });
    return true;
  }

  private async mail(tx: Transaction, ctx: RequestContext, email: string, { token, note, locale, expiresAt }: { token: string; note: string; locale: Locale; expiresAt: Date }): Promise<void> {
    const inviter = ctx.viewer.displayName ?? '';
    await this.mailer.queue(tx, {
      template: 'admissions.invitation', to: { address: email, name: null }, locale, from: { name: inviter },
      data: { url: this.url(token), inviter, note, until: expiresAt.toISOString() },
    });
  }

  private url(token: string): string {
    return `${this.settings.publicUrl}/join/${token}`;
  }
}

