import Bowser from 'bowser';
import { addressKey } from '../../platform/limits/limits.js';

export type DeviceKind = 'computer' | 'phone' | 'tablet' | 'unknown';

/** What a browser says of itself: names as their makers write them. */
export interface DeviceName {
  readonly kind: DeviceKind;
  readonly browser: string | null;
  readonly system: string | null;
}

const KINDS: Readonly<Record<string, DeviceKind>> = { desktop: 'computer', mobile: 'phone', tablet: 'tablet' };

/** Reads a User-Agent header; anybody may claim to be anything, so it is shown, and nothing is decided by it. */
export function deviceOf(userAgent: string | null): DeviceName {
  if (!userAgent) return { kind: 'unknown', browser: null, system: null };
  const parsed = Bowser.parse(userAgent);
  return { kind: KINDS[parsed.platform.type ?? ''] ?? 'unknown', browser: parsed.browser.name || null, system: parsed.os.name || null };
}

/** The same in one line: “Firefox, Linux”. Empty when nothing is known. */
export function writtenDevice(userAgent: string | null): string {
  const { browser, system } = deviceOf(userAgent);
  return [browser, system].filter((name) => name !== null).join(', ');
}

/** Where an address is, as far as the house knows without asking anybody: its network, and the proxy's country. */
export function placeOf(address: string | null, country: string | null): string {
  return [networkOf(address), country].filter((part) => part !== null && part !== '').join(' · ');
}

/** The network an address belongs to: its first three numbers, or the /64 of an IPv6 one. */
export function networkOf(address: string | null): string | null {
  if (!address) return null;
  const key = addressKey(address);
  return key.includes(':') ? key : key.replace(/\.\d+$/, '.…');
}
