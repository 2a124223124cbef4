import type { Page } from 'playwright-core';

/** Becoming a member. */
export class SignUpPage {
  constructor(readonly page: Page) {}

  async open(next = ''): Promise<this> {
    await this.page.goto(next === '' ? '/sign-up' : `/sign-up?next=${encodeURIComponent(next)}`);
    return this;
  }

  async answer(person: { readonly name: string; readonly email: string; readonly password: string }): Promise<void> {
    await this.page.getByLabel('Nom affiché').fill(person.name);
    await this.page.getByLabel('Adresse e-mail').fill(person.email);
    await this.page.getByLabel('Mot de passe').fill(person.password);
  }

  async create(): Promise<void> {
    await this.page.getByRole('button', { name: 'Créer mon compte' }).click();
  }
}
