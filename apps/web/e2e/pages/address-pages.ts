import type { Page } from 'playwright-core';
import { sql } from '../database.js';
import { eventually } from '../eventually.js';

/** Mails that carry a link to an account's address. */
export type AddressMail = 'accounts.addressConfirm' | 'accounts.addressChanging' | 'accounts.oldMailboxWaived';

/** Where the links of a change of address lead. */
export class AddressPages {
  constructor(readonly page: Page) {}

  /** Opens the link that a mailbox got. */
  async open(address: string, template: AddressMail): Promise<void> {
    const link = await eventually(async () => {
      const [mail] = await sql<{ url: string }>(`SELECT data->>'url' AS url FROM mails WHERE to_address = $1 AND template = $2 ORDER BY id DESC LIMIT 1`, [address, template]);
      if (!mail) throw new Error(`no ${template} to ${address} yet`);
      return new URL(mail.url).pathname;
    });
    await this.page.goto(link);
  }

  async shows(heading: string): Promise<void> {
    await this.page.getByRole('heading', { level: 1, name: heading }).waitFor();
  }
}
