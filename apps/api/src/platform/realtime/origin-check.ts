import { isLocal } from '../config/settings.js';

/**
 * Whether a page of this origin may open a socket. Browsers always name it on a WebSocket, so a foreign page is
 * refused; programs that are no browser carry no cookie of a visitor and need none.
 * On a local installation every loopback name of the same port is the same house; in development, any port.
 */
export function originAllowed(origin: string | undefined, publicUrl: string, production: boolean): boolean {
  if (origin === undefined) return true;
  const own = new URL(publicUrl);
  if (origin === own.origin) return true;
  if (!isLocal(own.hostname) || !URL.canParse(origin)) return false;
  const other = new URL(origin);
  return isLocal(other.hostname) && other.protocol === own.protocol && (other.port === own.port || !production);
}
