import type { Locator, Page } from 'playwright-core';

/** A space and its threads. */
export class SpacePage {
  constructor(readonly page: Page) {}

  async open(slug: string): Promise<this> {
    await this.page.goto(`/spaces/${slug}`);
    return this;
  }

  row(title: string): Locator {
    return this.page.locator('main li.row', { hasText: title });
  }

  async isUnread(title: string): Promise<boolean> {
    return (await this.row(title).getByText('Non lu').count()) > 0;
  }

  /** « 3 nouvelles réponses », or nothing. */
  async news(title: string): Promise<string> {
    const count = this.row(title).locator('.end .count');
    return (await count.count()) > 0 ? (await count.innerText()).replace(/\s+/g, ' ') : '';
  }

  async enter(title: string): Promise<void> {
    await this.row(title).getByRole('link', { name: title }).click();
    await this.page.waitForURL(/\/threads\//);
  }

  async markAllRead(): Promise<void> {
    await this.page.getByRole('button', { name: 'Tout marquer comme lu' }).click();
    await this.page.getByRole('button', { name: 'Tout marquer comme lu' }).waitFor({ state: 'detached' });
  }
}
