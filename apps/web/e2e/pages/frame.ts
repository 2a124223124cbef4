import type { Locator, Page } from 'playwright-core';

/** What surrounds every page: navigation, the member's menu, preferences. */
export class Frame {
  readonly nav: Locator;
  readonly account: Locator;

  constructor(readonly page: Page) {
    this.nav = page.locator('nav.side');
    this.account = page.locator('details:has(form[action="/preferences"]) > summary');
  }

  /** Names of the spaces in the navigation, in order. */
  spaces(): Promise<string[]> {
    return this.nav.locator('a[href^="/spaces/"] .name').allInnerTexts();
  }

  /** The dot that says there is something new in a space. */
  dot(space: string): Locator {
    return this.nav.locator('a', { hasText: space }).locator('.dot');
  }

  /** Chooses a language or an appearance by its visible name. */
  async prefer(choice: string): Promise<void> {
    await this.account.click();
    await this.page.locator('form[action="/preferences"]').getByRole('button', { name: choice }).click();
  }

  async signOut(label = 'Se déconnecter'): Promise<void> {
    await this.account.click();
    await this.page.getByRole('button', { name: label }).click();
  }
}
