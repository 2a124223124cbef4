import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';

/** In days. What a mail opens has long expired by then; who was written to is nobody's business for longer. */
const CONTENT_KEPT = 14;
const MAILS_KEPT = 90;
const AT_ONCE = 1_000;

const EMPTY = `
  UPDATE mails SET data = NULL
   WHERE id IN (SELECT id FROM mails WHERE state IN ('kept','failed','bounced') AND data IS NOT NULL AND created_at < now() - make_interval(days => ${CONTENT_KEPT}) LIMIT ${AT_ONCE})
  RETURNING id`;

const FORGET = `
  DELETE FROM mails
   WHERE id IN (SELECT id FROM mails WHERE state NOT IN ('queued','held') AND created_at < now() - make_interval(days => ${MAILS_KEPT}) LIMIT ${AT_ONCE})
  RETURNING id`;

/** Empties and forgets old mails. */
@Injectable()
export class MailUpkeep {
  constructor(private readonly database: Database) {}

  /** Gives how many it treated: 0 when there is nothing left to do. */
  async round(): Promise<number> {
    const emptied = await this.database.rows(EMPTY);
    const forgotten = await this.database.rows(FORGET);
    return emptied.length + forgotten.length;
  }
}
