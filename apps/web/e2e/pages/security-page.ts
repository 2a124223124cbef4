import type { Locator, Page } from 'playwright-core';
import { Secret, TOTP } from 'otpauth';
import { eventually } from '../eventually.js';

/** Of a code, in milliseconds. */
const PERIOD = 30_000;

/** How one proves who one is, and where one is signed in. */
export class SecurityPage {
  readonly sheet: Locator;

  constructor(readonly page: Page) {
    this.sheet = page.getByRole('status').filter({ hasText: 'codes de secours' });
  }

  async open(): Promise<this> {
    await this.page.goto('/settings/security');
    return this;
  }

  part(name: string): Locator {
    return this.page.locator('section').filter({ has: this.page.getByRole('heading', { name }) });
  }

  /** Sets a code app up; gives its seed. */
  async setUpApp(): Promise<string> {
    await this.page.getByRole('button', { name: 'Mettre en place une application' }).click();
    const seed = ((await this.page.locator('form code').textContent()) ?? '').replaceAll(' ', '');
    // The code of the period before, so that the current one is fresh for what comes later. It counts until this period ends.
    await eventually(() => expect(PERIOD - (Date.now() % PERIOD)).toBeGreaterThan(10_000), 15_000);
    await this.page.getByLabel('Puis écris le code').fill(codeOf(seed, -1));
    await this.page.getByRole('button', { name: 'Confirmer' }).click();
    await this.sheet.waitFor();
    return seed;
  }

  async addPasskey(name: string): Promise<void> {
    await this.page.getByLabel('Nom de la clé').last().fill(name);
    await this.page.getByRole('button', { name: 'Ajouter une clé d’accès' }).click();
    await this.part('Clés d’accès').getByRole('listitem').filter({ hasText: name }).waitFor();
  }
}

/** What a code app shows, so many steps from now. */
export const codeOf = (seed: string, steps = 0): string => new TOTP({ secret: Secret.fromBase32(seed), digits: 6, period: 30 }).generate({ timestamp: Date.now() + steps * PERIOD });
