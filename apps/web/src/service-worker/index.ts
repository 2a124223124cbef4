/**
 * Keeps one page for when the network is away, with what it needs to look right. Every other request goes
 * to the network untouched: nothing personal is ever stored here.
 */
import { version } from '$app/env';
import { self } from '$app/service-worker';

const CACHE = `offline-${version}`;
const PAGE = '/offline';

async function keepOfflinePage(): Promise<void> {
  const cache = await caches.open(CACHE);
  const response = await fetch(PAGE, { credentials: 'same-origin' });
  if (!response.ok) return;
  const html = await response.clone().text();
  const parts = [...html.matchAll(/<link[^>]+href="(\/[^"]+)"[^>]*>/g)]
    .filter(([link]) => /rel="stylesheet"|as="font"|rel="icon"/.test(link))
    .map(([, address]) => address ?? '/');
  await Promise.all([cache.put(PAGE, response), cache.addAll([...new Set(parts)])]);
}

async function forgetOlderPages(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith('offline-') && name !== CACHE).map((name) => caches.delete(name)));
}

async function orOffline(request: Request, kept: string): Promise<Response> {
  try {
    return await fetch(request);
  } catch (cause) {
    const response = await (await caches.open(CACHE)).match(kept);
    if (response) return response;
    throw cause;
  }
}

self.addEventListener('install', (event) => event.waitUntil(keepOfflinePage().then(() => self.skipWaiting())));
self.addEventListener('activate', (event) => event.waitUntil(forgetOlderPages()));
self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || new URL(request.url).origin !== self.location.origin) return;
  if (request.mode === 'navigate') event.respondWith(orOffline(request, PAGE));
  else if (!navigator.onLine && /^(?:style|font|image)$/.test(request.destination)) event.respondWith(orOffline(request, request.url));
});
