import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import type { CustomFetch } from 'openid-client';
import { Agent, fetch as send } from 'undici';

/** Longest answer of a provider, in bytes. */
const LARGEST = 512 * 1024;
const PATIENCE = 5_000;

/** The address leads to a machine that only we can reach: nothing was sent to it. */
export class AddressInside extends Error {}

/**
 * A `fetch` for addresses that people type. Each name is looked up by us, and the connection goes to the very address
 * that was judged; anything but a public one is refused. Redirects are answers, not orders.
 * @param loopback whether this machine may be called too (the house itself runs on it, for a trial)
 */
export function guardedFetch(loopback: boolean): { readonly fetch: CustomFetch; close(): Promise<void> } {
  const lookup: LookupFunction = (hostname, options, done) => {
    systemLookup(hostname, { ...options, all: true }, (error, found) => {
      if (error) return done(error, '');
      const addresses = found as unknown as LookupAddress[];
      if (addresses.length === 0 || !addresses.every(({ address }) => reachable(address, loopback))) return done(new AddressInside(hostname), '');
      const [first] = addresses;
      if (options.all) done(null, addresses);
      else done(null, first?.address ?? '', first?.family);
    });
  };
  const agent = new Agent({ connect: { lookup, timeout: PATIENCE }, headersTimeout: PATIENCE, bodyTimeout: PATIENCE, maxResponseSize: LARGEST, keepAliveTimeout: 1_000 });
  return {
    fetch: async (address, { body, method, headers, signal }) => {
      const host = new URL(address).hostname.replace(/^\[|\]$/g, '');
      // An address that is written as numbers is not looked up.
      if (isIP(host) !== 0 && !reachable(host, loopback)) throw new AddressInside(host);
      const response = await send(address, {
        method, headers, redirect: 'manual', dispatcher: agent, body: body instanceof URLSearchParams ? body.toString() : ((body as string | undefined) ?? null), ...(signal && { signal }),
      });
      // The library tells answers apart by the platform's own class.
      return new Response(response.body as ReadableStream | null, { status: response.status, headers: [...response.headers] as [string, string][] });
    },
    close: () => agent.close(),
  };
}

/** Whether the address is out there for everybody. */
export function reachable(address: string, loopback: boolean): boolean {
  if (!ipaddr.isValid(address)) return false;
  const range = ipaddr.process(address).range();
  return range === 'unicast' || (loopback && range === 'loopback');
}

/** Whether an error, or one that caused it, is a refusal of ours. */
export function isInside(error: unknown): boolean {
  for (let at = error, depth = 0; at instanceof Error && depth < 8; at = at.cause, depth++) if (at instanceof AddressInside) return true;
  return false;
}
