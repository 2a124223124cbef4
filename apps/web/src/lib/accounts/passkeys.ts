import type { PublicKeyCredentialCreationOptionsJSON, PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/browser';

/** A question of the house for a passkey. */
interface Question {
  readonly challenge: string;
  readonly options: string;
}

/** Whether this browser knows passkeys at all. */
export const passkeysKnown = (): boolean => typeof PublicKeyCredential === 'function';

/** Makes a key; null when it was given up or the device has none to make. */
export async function makePasskey({ options }: Question): Promise<string | null> {
  const { startRegistration } = await import('@simplewebauthn/browser');
  try {
    return JSON.stringify(await startRegistration({ optionsJSON: JSON.parse(options) as PublicKeyCredentialCreationOptionsJSON }));
  } catch {
    return null;
  }
}

/**
 * Answers with a key; null when it was given up or the device has none that fits.
 * @param quietly offers keys among what the browser fills the address field with, instead of asking
 */
export async function answerWithPasskey({ options }: Question, quietly = false): Promise<string | null> {
  const { startAuthentication } = await import('@simplewebauthn/browser');
  try {
    return JSON.stringify(await startAuthentication({ optionsJSON: JSON.parse(options) as PublicKeyCredentialRequestOptionsJSON, useBrowserAutofill: quietly }));
  } catch {
    return null;
  }
}

/** Whether the browser offers passkeys while an address is typed. */
export async function offersPasskeysQuietly(): Promise<boolean> {
  if (!passkeysKnown()) return false;
  const { browserSupportsWebAuthnAutofill } = await import('@simplewebauthn/browser');
  return browserSupportsWebAuthnAutofill();
}
