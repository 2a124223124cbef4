import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { SETTINGS, type Settings } from '../config/settings.js';
import { Database } from '../database/database.js';
import { WorkLoop } from '../outbox/work-loop.js';
import { CHAINED_COLUMNS, GENESIS, sealOf, type ChainedEntry } from './audit-chain.js';

/** Entries sealed in one transaction. */
const BATCH = 500;
/** In milliseconds. */
const EVERY = 5_000;
// Any constant: the same for every process of an installation.
const SEAL_LOCK = 7_105_202_603;

// Entries of transactions that might still be joined by an earlier one wait; after a restore elsewhere transaction
// ids start over, hence the age.
const UNSEALED = `
  SELECT ${CHAINED_COLUMNS}
    FROM audit_entries e
   WHERE e.id >= $1 AND NOT EXISTS (SELECT 1 FROM audit_seals s WHERE s.entry_id = e.id)
     AND (e.transaction_id < pg_snapshot_xmin(pg_current_snapshot()) OR e.at < now() - interval '10 minutes')
   ORDER BY e.transaction_id, e.id
   LIMIT ${BATCH}`;

/** Chains audit entries, so that changing or removing one shows. Of all processes, one at a time seals. */
@Injectable()
export class AuditSealer implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loop = new WorkLoop({ name: 'audit sealer', round: () => this.round(), pace: 0, rest: EVERY });
  /** Below this id everything is sealed; ids begin with the time, so that only recent entries are looked through. */
  private from = '00000000-0000-0000-0000-000000000000';

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly database: Database,
  ) {}

  onApplicationBootstrap(): void {
    if (this.settings.role !== 'web') this.loop.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.loop.stop();
  }

  /** Seals a batch and gives how many entries it held; 0 as well when another process is sealing. */
  async round(): Promise<number> {
    const began = Date.now();
    const sealed = await this.database.transaction(async (tx) => {
      const lock = await tx.row<{ held: boolean }>('SELECT pg_try_advisory_xact_lock($1) AS held', [SEAL_LOCK]);
      if (!lock?.held) return null;
      const last = await tx.row<{ number: string; hash: Buffer }>('SELECT number, hash FROM audit_seals ORDER BY number DESC LIMIT 1');
      const entries = await tx.rows<ChainedEntry>(UNSEALED, [this.from]);
      if (entries.length === 0) return 0;
      let previous = last?.hash ?? GENESIS;
      let number = BigInt(last?.number ?? 0);
      const seals = entries.map((entry) => {
        number += 1n;
        const seal = { number: String(number), entry: entry.id, previous, hash: sealOf(previous, number, entry) };
        previous = seal.hash;
        return seal;
      });
      await tx.rows(
        `INSERT INTO audit_seals (number, entry_id, previous_hash, hash)
         SELECT * FROM unnest($1::bigint[], $2::uuid[], $3::bytea[], $4::bytea[])`,
        [seals.map((s) => s.number), seals.map((s) => s.entry), seals.map((s) => s.previous), seals.map((s) => s.hash)],
      );
      return seals.length;
    });
    // Nothing older than an hour before a complete pass can still be unsealed.
    if (sealed === 0) this.from = idAt(began - 3_600_000);
    return sealed ?? 0;
  }
}

/** The smallest UUIDv7 of an instant (milliseconds). */
function idAt(instant: number): string {
  const hex = instant.toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}
