// Shown by the service worker: it must stand alone, without scripts.
export const csr = false;
