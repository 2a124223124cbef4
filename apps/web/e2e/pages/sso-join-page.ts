import type { Page } from 'playwright-core';

/** What somebody is asked whom a provider brings for the first time. */
export class SsoJoinPage {
  constructor(readonly page: Page) {}

  async shown(): Promise<this> {
    await this.page.getByRole('heading', { level: 1, name: 'Plus que quelques réponses' }).waitFor();
    return this;
  }

  async answer(age: 'Oui' | 'Non' = 'Oui'): Promise<void> {
    await this.page.getByText(age, { exact: true }).click();
    await this.page.getByRole('checkbox', { name: /J’accepte les règles/ }).check();
  }

  async create(): Promise<void> {
    await this.page.getByRole('button', { name: 'Créer mon compte' }).click();
  }
}
