/** What the runner says about the house under test: see tools/test/browser-setup.mjs. */
function given(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is missing: run the journeys with npm test -- --only=e2e`);
  return value;
}

/** Address of the running house, without a trailing slash. */
export const houseUrl = (): string => given('FOYER_E2E_URL').replace(/\/+$/, '');

/** The owner's connection to its database, for arranging what no page can. */
export const databaseUrl = (): string => given('FOYER_E2E_DATABASE_URL');

export const chromiumPath = (): string => given('CHROMIUM_PATH');
