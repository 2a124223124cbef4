import type { Locator, Page } from 'playwright-core';

/** Where administrators keep spaces. */
export class ConsoleSpacesPage {
  readonly saved: Locator;

  constructor(readonly page: Page) {
    this.saved = page.getByRole('alert').getByText('Enregistré.');
  }

  async open(): Promise<this> {
    await this.page.goto('/console/spaces');
    return this;
  }

  /** Names of the open spaces, in their order. */
  order(): Promise<string[]> {
    return this.page.getByRole('table', { name: 'Espaces' }).locator('tbody th b').allInnerTexts();
  }

  async edit(name: string): Promise<void> {
    await this.page.getByRole('row', { name }).getByRole('link', { name }).click();
    await this.page.waitForURL(/\/console\/spaces\/[^/?]+$/);
  }

  async create(space: { readonly name: string; readonly english: string; readonly group: string }): Promise<void> {
    await this.page.goto('/console/spaces/new');
    await this.page.getByLabel('Nom en français').fill(space.name);
    await this.page.getByLabel('Nom en anglais').fill(space.english);
    await this.page.getByLabel('Description en français').fill('Entre bricoleurs, portes closes.');
    const readers = this.page.getByRole('group', { name: 'Qui lit' });
    await readers.getByRole('radio', { name: /^Choisis/ }).check();
    await readers.getByRole('checkbox', { name: new RegExp(`^${space.group}`) }).check();
    await this.page.getByRole('button', { name: 'Créer l’espace' }).click();
    await this.saved.waitFor();
  }

  async move(name: string, way: 'Monter' | 'Descendre'): Promise<void> {
    await this.page.getByRole('button', { name: `${way} ${name}` }).click();
  }
}

/** Where administrators keep groups. */
export class ConsoleGroupPage {
  constructor(readonly page: Page) {}

  async create(name: string): Promise<void> {
    await this.page.goto('/console/groups');
    await this.page.getByLabel('Nom du groupe').fill(name);
    await this.page.getByRole('button', { name: 'Créer le groupe' }).click();
    await this.page.getByRole('heading', { level: 1, name }).waitFor();
  }

  async add(person: { readonly displayName: string; readonly handle: string }): Promise<void> {
    await this.page.getByLabel('Nom, identifiant ou adresse').fill(person.handle);
    await this.page.getByRole('button', { name: 'Chercher' }).click();
    const found = this.page.locator('.found li', { hasText: new RegExp(`@${person.handle}(?![\\w.-])`) });
    await found.getByRole('button', { name: 'Ajouter' }).click();
    await found.getByText('Dans le groupe').waitFor();
  }

  async remove(person: { readonly displayName: string }): Promise<void> {
    const out = this.page.getByRole('button', { name: `Retirer ${person.displayName} du groupe` });
    await out.click();
    await out.waitFor({ state: 'detached' });
  }
}
