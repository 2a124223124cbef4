import type { Page } from 'playwright-core';

/** The console's room of sign-in providers. */
export class SsoConsolePage {
  constructor(readonly page: Page) {}

  async create(): Promise<void> {
    await this.page.goto('/console/sso');
    await this.page.getByRole('link', { name: 'Ajouter un fournisseur' }).click();
    await this.page.getByRole('heading', { level: 1, name: 'Nouveau fournisseur' }).waitFor();
  }

  async check(issuer: string): Promise<void> {
    await this.page.getByLabel('Adresse du fournisseur').fill(issuer);
    await this.page.getByRole('button', { name: 'Vérifier l’adresse' }).click();
  }

  async save(values: { name: string; clientId: string; clientSecret: string }): Promise<void> {
    await this.page.getByLabel('Nom', { exact: true }).fill(values.name);
    await this.page.getByLabel('Identifiant client').fill(values.clientId);
    await this.page.getByLabel('Secret client').fill(values.clientSecret);
    await this.page.getByRole('button', { name: 'Ajouter', exact: true }).click();
    await this.page.getByText('C’est enregistré.').waitFor();
  }

  async remove(name: string): Promise<void> {
    await this.page.goto('/console/sso');
    await this.page.getByRole('link', { name }).click();
    await this.page.getByLabel('Oui, retirer ce fournisseur').check();
    await this.page.getByRole('button', { name: 'Retirer', exact: true }).click();
    await this.page.getByText('Le fournisseur est retiré').waitFor();
  }
}
