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
const { API_PATHS } = await import(pathToFileURL(inRoot('apps/api/dist/platform/http/api-paths.js')).href);
const server = await createServer({
  root: inRoot('apps/web'),
  server: {
    host,
    port: Number(port),
    strictPort: true,
    proxy: { [API_PATHS.source]: { target, ws: true } },
  },
});
await server.listen();
process.once('SIGTERM', () => void server.close().finally(() => process.exit(0)));
