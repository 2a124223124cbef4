import type { Sql } from '../database/database.js';
import { CHAINED_COLUMNS, GENESIS, sealOf, type ChainedEntry } from './audit-chain.js';

export interface AuditVerdict {
  /** Seals that hold, from the first on. */
  readonly sealed: number;
  /** Entries that no seal covers yet: seconds' worth in normal operation. */
  readonly unsealed: number;
  /** The first seal that does not hold, and why; null when the whole chain does. */
  readonly firstBroken: { readonly number: string; readonly reason: 'missing' | 'changed' | 'unchained' } | null;
  /** The last hash, hexadecimal: keep it off the machine, since only it can show that the end was cut off. */
  readonly head: string | null;
}

const PAGE = 1_000;

type Row = { [K in keyof ChainedEntry]: ChainedEntry[K] | null } & { number: string; previous_hash: Buffer; hash: Buffer };

/** Recomputes the whole chain. Reads page by page, in constant memory. */
export async function verifyAudit(database: Sql): Promise<AuditVerdict> {
  let previous: Buffer = GENESIS;
  let number = 0n;
  let firstBroken: AuditVerdict['firstBroken'] = null;
  for (let rows = await page(database, number); rows.length > 0 && !firstBroken; rows = await page(database, number)) {
    for (const row of rows) {
      const reason = fault(row, previous, number + 1n);
      if (reason) {
        firstBroken = { number: String(number + 1n), reason };
        break;
      }
      previous = row.hash;
      number += 1n;
    }
  }
  const tail = await database.row<{ count: string }>(
    'SELECT count(*) AS count FROM audit_entries e WHERE NOT EXISTS (SELECT 1 FROM audit_seals s WHERE s.entry_id = e.id)',
  );
  return { sealed: Number(number), unsealed: Number(tail?.count ?? 0), firstBroken, head: number > 0n ? previous.toString('hex') : null };
}

const page = (database: Sql, after: bigint): Promise<Row[]> =>
  database.rows<Row>(
    `SELECT s.number, s.previous_hash, s.hash, ${CHAINED_COLUMNS}
       FROM audit_seals s LEFT JOIN audit_entries e ON e.id = s.entry_id
      WHERE s.number > $1 ORDER BY s.number LIMIT ${PAGE}`,
    [String(after)],
  );

function fault(row: Row, previous: Buffer, expected: bigint): 'missing' | 'changed' | 'unchained' | null {
  if (BigInt(row.number) !== expected || row.id === null) return 'missing';
  if (!row.previous_hash.equals(previous)) return 'unchained';
  return row.hash.equals(sealOf(previous, expected, row as ChainedEntry)) ? null : 'changed';
}
