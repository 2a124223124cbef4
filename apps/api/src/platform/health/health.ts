import { Injectable } from '@nestjs/common';
import { APP_ROLE } from '../database/connections.js';
import { Database } from '../database/database.js';

interface RoleRow {
  name: string;
  super: boolean;
  bypass: boolean;
  owned: string;
}

export type Readiness = { readonly ready: true } | { readonly ready: false; readonly reason: string };

/** Whether this process should be given traffic. */
@Injectable()
export class Health {
  constructor(private readonly database: Database) {}

  /**
   * Ready means: PostgreSQL answers within 2 s, and this connection cannot do more than the application may:
   * no superuser, no bypass of row-level security, owner of nothing.
   */
  async readiness(): Promise<Readiness> {
    try {
      const row = await withTimeout(
        this.database.row<RoleRow>(
          `SELECT rolname AS name, rolsuper AS super, rolbypassrls AS bypass,
                  (SELECT count(*) FROM pg_class c WHERE c.relowner = r.oid) AS owned
             FROM pg_roles r WHERE rolname = current_user`,
        ),
        2_000,
      );
      if (!row) return { ready: false, reason: 'database role unknown' };
      if (row.super || row.bypass || row.owned !== '0') {
        return { ready: false, reason: `database role ${row.name} may do more than the application needs (${APP_ROLE} should own nothing)` };
      }
      return { ready: true };
    } catch {
      return { ready: false, reason: 'database unreachable' };
    }
  }
}

function withTimeout<T>(work: Promise<T>, milliseconds: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('timeout')), milliseconds);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
