import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { askedToEnd } from '../../deploy/start/child.mjs';
import { startEmbeddedPostgres } from '../../deploy/start/embedded-postgres.mjs';

/**
 * A throw-away PostgreSQL that lives as long as the test run that asked for it, however that one ends: this process
 * sends its address to its parent, then waits to be told to go.
 */
const dataDir = mkdtempSync(join(tmpdir(), 'foyer-test-database-'));
chmodSync(dataDir, 0o711);
const end = askedToEnd();
try {
  const postgres = await startEmbeddedPostgres({ dataDir, fsync: false, settings: { max_connections: '200' } });
  process.send?.({ url: postgres.url });
  // The parent's channel is what keeps this process awake.
  process.channel?.ref();
  await end;
  process.channel?.unref();
  await postgres.stop();
} catch (error) {
  process.send?.({ problem: error instanceof Error ? error.message : String(error) });
} finally {
  rmSync(dataDir, { recursive: true, force: true });
}
if (process.connected) process.disconnect?.();
