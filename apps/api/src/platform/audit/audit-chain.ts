import { createHash } from 'node:crypto';

/** An entry as it is hashed: everything as PostgreSQL prints it, so that no conversion can change it. */
export interface ChainedEntry {
  readonly id: string;
  readonly at: string;
  readonly transaction_id: string;
  readonly actor_id: string | null;
  readonly action: string;
  readonly subject_kind: string;
  readonly subject_id: string | null;
  readonly detail: string;
  readonly request_id: string | null;
  readonly address: string | null;
}

/** The columns of `ChainedEntry` of the entry aliased `e`, each as text; instants in UTC to the microsecond. */
export const CHAINED_COLUMNS = `
  e.id::text AS id, to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at, e.transaction_id::text AS transaction_id,
  e.actor_id::text AS actor_id, e.action, e.subject_kind, e.subject_id::text AS subject_id, e.detail::text AS detail,
  e.request_id, e.address::text AS address`;

/** What the first seal continues. */
export const GENESIS = Buffer.alloc(32);

/**
 * The hash that seals an entry at its place: SHA-256 over the previous hash and the canonical JSON of the seal's
 * number and the entry's columns, in a fixed order.
 */
export function sealOf(previous: Buffer, number: bigint, entry: ChainedEntry): Buffer {
  const canonical = JSON.stringify([
    String(number), entry.id, entry.at, entry.transaction_id, entry.actor_id, entry.action, entry.subject_kind,
    entry.subject_id, entry.detail, entry.request_id, entry.address,
  ]);
  return createHash('sha256').update(previous).update(canonical, 'utf8').digest();
}
