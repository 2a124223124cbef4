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
    await this.page.getByText('Oui', { exact: true }).click();
    await this.page.getByRole('checkbox', { name: /J’accepte les règles/ }).check();
  }

  async create(): Promise<void> {
    await this.page.getByRole('button', { name: 'Créer mon compte' }).click();
  }

  /** Types the code of the mail, which the demonstration shows, and comes in. */
  async confirm(): Promise<void> {
    await this.page.waitForURL(/\/confirm\//);
    await this.page.getByRole('link', { name: /^Écrire le code/ }).click();
    await this.page.waitForURL(/code=\d{6}/);
    await this.page.getByRole('button', { name: 'Entrer' }).click();
  }
}
