import { Injectable } from '@nestjs/common';
import { accept, refuse, type Result } from '@foyer/domain/result';
import type { Done } from '../members/index.js';
import { Database } from '../platform/database/database.js';
import { StopLinks } from '../platform/mail/index.js';

/** The recipient of a mail wants none of its kind any more, or wants them again. What is essential still reaches her. */
@Injectable()
export class StopMails {
  constructor(
    private readonly database: Database,
    private readonly links: StopLinks,
  ) {}

  async run(token: string, stop: boolean): Promise<Result<Done>> {
    const address = await this.links.addressIn(token);
    if (address === null) return refuse('mail.stopInvalid');
    await this.database.rows(stop ? 'INSERT INTO mail_refusals (address) VALUES ($1) ON CONFLICT DO NOTHING' : 'DELETE FROM mail_refusals WHERE address = $1', [address]);
    return accept({ ok: true });
  }
}
