import type { Locator, Page } from 'playwright-core';

/** Coming in. */
export class SignInPage {
  /** Why one may not come in. */
  readonly refusal: Locator;

  constructor(readonly page: Page) {
    this.refusal = page.locator('main').locator('[role=alert], .field .error');
  }

  async open(next = ''): Promise<this> {
    await this.page.goto(next === '' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(next)}`);
    return this;
  }

  async enter(email: string, password: string): Promise<void> {
    await this.page.getByLabel('Adresse e-mail').fill(email);
    await this.page.getByLabel('Mot de passe').fill(password);
    await this.page.getByRole('button', { name: 'Entrer' }).click();
  }
}
