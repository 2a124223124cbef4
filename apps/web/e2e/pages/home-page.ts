import type { Locator, Page } from 'playwright-core';

/** What happened since the last visit. */
export class HomePage {
  readonly since: Locator;

  constructor(readonly page: Page) {
    this.since = page.locator('.since');
  }

  async open(): Promise<this> {
    await this.page.goto('/');
    return this;
  }

  row(title: string): Locator {
    return this.page.locator('li.row', { hasText: title });
  }

  async markAllRead(): Promise<void> {
    await this.page.getByRole('button', { name: 'Tout marquer comme lu' }).click();
    await this.page.getByRole('button', { name: 'Tout marquer comme lu' }).waitFor({ state: 'detached' });
  }
}
