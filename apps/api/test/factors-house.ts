import { jest } from '@jest/globals';
import { Clock } from '../src/platform/clock/clock.js';
import { account, Browser, codeOf, type Account } from './account-house.js';
import type { TestApp } from './harness.js';
import { SoftPasskey } from './soft-passkey.js';

export const ORIGIN = 'http://localhost';
type Side = 'member' | 'admin';

/** Somebody with a code app, and the browser that set it up. */
export async function withApp(app: TestApp, role: Side = 'member'): Promise<{ who: Account; browser: Browser; seed: string; codes: readonly string[] }> {
  const who = await account(app, role);
  const browser = new Browser(app);
  await browser.signIn(who);
  const { seed } = await browser.tell('beginTotp');
  // The code of half a minute ago: the present one stays free for the sign-in.
  const { recoveryCodes } = await browser.tell('confirmTotp', { code: codeOf(seed, Date.now() - 30_000) });
  return { who, browser, seed, codes: recoveryCodes ?? [] };
}

/** Somebody with a passkey, and the browser that registered it. */
export async function withPasskey(app: TestApp, role: Side = 'member'): Promise<{ who: Account; browser: Browser; key: SoftPasskey }> {
  const who = await account(app, role);
  const browser = new Browser(app);
  await browser.signIn(who);
  const key = new SoftPasskey(ORIGIN);
  const { challenge, options } = await browser.tell('newPasskey');
  expect(await browser.tell('addPasskey', { question: challenge, answer: key.create(options), name: 'Mon téléphone' })).toMatchObject({ __typename: 'FactorAdded' });
  return { who, browser, key };
}

/** The house's clock, and so its codes, a little later: until the mocks are restored. */
export function later(app: TestApp, seconds: number): number {
  const at = Date.now() + seconds * 1_000;
  jest.spyOn(app.server.app.get(Clock), 'now').mockReturnValue(new Date(at));
  return at;
}
