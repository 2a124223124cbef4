import type { Page } from 'playwright-core';

/** Starting a thread. */
export class NewThreadPage {
  constructor(readonly page: Page) {}

  async open(space = ''): Promise<this> {
    await this.page.goto(space === '' ? '/threads/new' : `/threads/new?space=${space}`);
    return this;
  }

  async compose(thread: { readonly space?: string; readonly title: string; readonly body: string; readonly tags?: string }): Promise<void> {
    if (thread.space !== undefined) await this.page.getByLabel('Espace').selectOption({ label: thread.space });
    await this.page.getByLabel('Titre').fill(thread.title);
    await this.page.getByLabel('Ton message').fill(thread.body);
    if (thread.tags !== undefined) await this.page.getByLabel('Mots-clés').fill(thread.tags);
  }

  /** Publishes and waits for the thread's page. */
  async publish(): Promise<{ code: string; path: string }> {
    await this.page.getByRole('button', { name: 'Publier' }).click();
    await this.page.waitForURL(/\/threads\/(?!new)[^/]+\//);
    const path = new URL(this.page.url()).pathname;
    return { path, code: path.split('/')[2] ?? '' };
  }
}
