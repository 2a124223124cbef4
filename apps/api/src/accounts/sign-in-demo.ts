import { Inject, Injectable } from '@nestjs/common';
import type { Role } from '@foyer/domain/access';
import { refuse, type Result } from '@foyer/domain/result';
import { SETTINGS, type Settings } from '../platform/config/settings.js';
import { Database } from '../platform/database/database.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { avatarUrlOf } from '../members/index.js';
import type { DemoAccount, SignedIn } from './account.types.js';
import { OpenSession } from './open-session.js';

interface DemoRow {
  id: string;
  role: Role;
  handle: string;
  display_name: string;
  avatar_path: string | null;
  email: string;
}

/** The story's own sign-ins, by their exact addresses: anybody else at this reserved domain is a member like others. */
const DEMO_ADDRESSES = ['goulwen', 'lea', 'karim', 'bastien', 'maelle', 'ines'].map((name) => `${name}@kerlune.example`);

/** In the order of the list. */
const ROLES = `ARRAY['member','ambassador','cm','moderator','analyst','admin']`;

/** The demo's accounts, one per role, and their one-click sign-in. They exist in story mode on loopback only. */
@Injectable()
export class SignInDemo {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly database: Database,
    private readonly openSession: OpenSession,
  ) {}

  async accounts(): Promise<DemoAccount[]> {
    return (await this.rows()).map((row) => ({ role: row.role, displayName: row.display_name, email: row.email, avatarUrl: avatarUrlOf(row.handle, row.avatar_path) }));
  }

  async run(ctx: RequestContext, role: Role): Promise<Result<SignedIn>> {
    const account = (await this.rows()).find((row) => row.role === role);
    if (!account) return refuse('session.demoOnly');
    return { ok: true, value: await this.openSession.for(ctx, account.id, 'demo') };
  }

  private async rows(): Promise<DemoRow[]> {
    if (this.settings.seed !== 'story') return [];
    return this.database.rows<DemoRow>(
      // One for each role, even after an administrator has changed somebody's.
      `SELECT DISTINCT ON (array_position(${ROLES}, m.role)) m.id, m.role, m.handle::text, m.display_name, m.avatar_path, a.email::text
         FROM member_accounts a JOIN members m ON m.id = a.member_id
        WHERE (SELECT story FROM community) AND a.email = ANY ($1::citext[]) AND m.state = 'active'
        ORDER BY array_position(${ROLES}, m.role), m.created_at`,
      [DEMO_ADDRESSES],
    );
  }
}
