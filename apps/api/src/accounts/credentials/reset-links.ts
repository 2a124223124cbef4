import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { SETTINGS, type Settings } from '../../platform/config/settings.js';
import { Database, type Sql } from '../../platform/database/database.js';

/** For how long a link works, in minutes. */
const MINUTES = 30;
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** The hash under which a link's token is kept, or null for what has not the form of one. */
export const linkHash = (token: string): Buffer | null => (TOKEN.test(token) ? createHash('sha256').update(token).digest() : null);

/** A token of 256 random bits for a link, and the hash that is kept of it. */
export function newLinkToken(): { readonly token: string; readonly hash: Buffer } {
  const token = randomBytes(32).toString('base64url');
  return { token, hash: createHash('sha256').update(token).digest() };
}

/** Links that let somebody choose a new password, once. */
@Injectable()
export class ResetLinks {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** A new link; those made before no longer work. */
  async make(tx: Sql, memberId: string): Promise<{ readonly url: string; readonly token: string }> {
    const { token, hash } = newLinkToken();
    await tx.rows('DELETE FROM password_resets WHERE member_id = $1', [memberId]);
    await tx.rows('INSERT INTO password_resets (token_hash, member_id, expires_at) VALUES ($1, $2, $3)', [hash, memberId, new Date(this.clock.now().getTime() + MINUTES * 60_000)]);
    return { token, url: `${this.settings.publicUrl}/reset/${token}` };
  }

  /** Whose link it is, while it works. */
  async open(token: string): Promise<string | null> {
    const hash = linkHash(token);
    if (!hash) return null;
    const row = await this.database.row<{ member_id: string }>(
      `SELECT r.member_id FROM password_resets r JOIN members m ON m.id = r.member_id WHERE r.token_hash = $1 AND r.used_at IS NULL AND r.expires_at > $2 AND m.state = 'active'`,
      [hash, this.clock.now()],
    );
    return row?.member_id ?? null;
  }

  /** Uses it: of two browsers with the same link, one is given true. */
  async use(tx: Sql, token: string): Promise<boolean> {
    const rows = await tx.rows('UPDATE password_resets SET used_at = $2 WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $2 RETURNING member_id', [linkHash(token), this.clock.now()]);
    return rows.length === 1;
  }
}
