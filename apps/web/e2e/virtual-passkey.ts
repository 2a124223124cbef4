import type { CDPSession, Page } from 'playwright-core';

/** A passkey that Chromium keeps by itself: it knows its owner, and answers without a finger. */
export interface VirtualPasskey {
  /** How many keys it holds. */
  keys(): Promise<number>;
  /** Whether it asks its owner, and she agrees. */
  setAgrees(yes: boolean): Promise<void>;
  remove(): Promise<void>;
}

/** Gives a page an authenticator of Chromium's own. */
export async function virtualPasskey(page: Page): Promise<VirtualPasskey> {
  const session: CDPSession = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
  });
  return {
    keys: async () => (await session.send('WebAuthn.getCredentials', { authenticatorId })).credentials.length,
    setAgrees: async (yes) => void (await session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: yes })),
    remove: async () => void (await session.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId })),
  };
}
