import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { inRoot } from './checkout.mjs';

/**
 * Vite's development server for the pages, in the web application's folder: hot replacement in the browser, and
 * everything that is not a page handed to the API.
 */
const resolveFromWeb = createRequire(inRoot('apps/web/package.json'));
const { createServer } = await import(pathToFileURL(resolveFromWeb.resolve('vite')).href);
const { API_URL: target, HOST: host, PORT: port } = process.env;
const proxied = ['/graphql', '/socket.io', '/health', '/media'];
const server = await createServer({
  root: inRoot('apps/web'),
  server: {
    host,
    port: Number(port),
    strictPort: true,
    proxy: Object.fromEntries(proxied.map((path) => [path, { target, ws: path === '/socket.io' }])),
  },
});
await server.listen();
process.once('SIGTERM', () => void server.close().finally(() => process.exit(0)));
