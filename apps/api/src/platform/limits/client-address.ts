import type { IncomingMessage } from 'node:http';
import proxyAddr from '@fastify/proxy-addr';

/**
 * Tells who is behind a request that no framework has read (a WebSocket's): the address that Fastify would name, which
 * believes `X-Forwarded-For` only as far as the proxies that are trusted.
 */
export function clientAddressOf(trustedProxies: string | null): (request: IncomingMessage) => string {
  const trusted = proxyAddr.compile((trustedProxies ?? '').split(',').map((proxy) => proxy.trim()).filter((proxy) => proxy !== ''));
  // A connection that has just been closed has no address any more.
  return (request) => (request.socket.remoteAddress === undefined ? '' : proxyAddr(request, trusted));
}
