import type { FrameLocator, Locator, Page } from 'playwright-core';

/** Where administrators see what the house writes by mail. */
export class ConsoleMailPages {
  readonly banner: Locator;

  constructor(readonly page: Page) {
    this.banner = page.getByRole('region', { name: 'Envois' });
  }

  /** Asks for a mail to oneself. */
  async sendTest(): Promise<void> {
    await this.page.goto('/console/mail/check');
    await this.page.getByRole('button', { name: 'M’envoyer un mail d’essai' }).click();
    await this.page.waitForURL(/\?test=/);
  }

  async openFirst(): Promise<void> {
    await this.page.goto('/console/mail');
    await this.page.locator('tbody th a').first().click();
    await this.page.waitForURL(/\/console\/mail\/[0-9a-f-]{36}$/);
  }

  content(): FrameLocator {
    return this.page.frameLocator('iframe[name="mail-content"]');
  }

  async hold(choice: string, reason: string): Promise<void> {
    await this.page.goto('/console/mail/gate');
    await this.page.getByRole('radio', { name: choice }).check();
    await this.page.getByLabel('Raison').fill(reason);
    await this.page.getByRole('button', { name: 'Appliquer' }).click();
  }
}
