import * as v from 'valibot';
import type { Sql } from '../database/database.js';

const headForm = v.object({ number: v.pipe(v.string(), v.regex(/^\d{1,18}$/)), hash: v.nullable(v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))), sealedAt: v.nullable(v.string()) });

/** The end of the chain at one moment. */
export type AuditHead = v.InferOutput<typeof headForm>;

/** The last seal: number 0 and no hash before the first. */
export async function auditHead(database: Sql): Promise<AuditHead> {
  const row = await database.row<{ number: string; hash: string; sealed_at: Date }>(`SELECT number::text, encode(hash, 'hex') AS hash, sealed_at FROM audit_seals ORDER BY number DESC LIMIT 1`);
  return row ? { number: row.number, hash: row.hash, sealedAt: row.sealed_at.toISOString() } : { number: '0', hash: null, sealedAt: null };
}

/**
 * The last head of a file that `audit head` wrote.
 * @throws when there is none
 */
export function readHead(text: string): AuditHead {
  const line = text.trim().split('\n').at(-1) ?? '';
  try {
    return v.parse(headForm, JSON.parse(line));
  } catch {
    throw new Error('The file holds no head of an audit log.');
  }
}

/** Whether a head that was kept is still in the chain: `missing` when the end was cut off, `different` when it was written anew. */
export async function compareHead(database: Sql, kept: AuditHead): Promise<'same' | 'missing' | 'different'> {
  if (kept.hash === null) return 'same';
  const row = await database.row<{ hash: string }>(`SELECT encode(hash, 'hex') AS hash FROM audit_seals WHERE number = $1`, [kept.number]);
  if (!row) return 'missing';
  return row.hash === kept.hash ? 'same' : 'different';
}
