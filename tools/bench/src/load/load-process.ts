import autocannon, { type Request } from 'autocannon';
import { randomBytes } from 'node:crypto';
import { KEY, type LoadJob, type LoadRequest, type LoadResult } from './load-job.js';

/** A process that only sends requests: takes one job after the other from its parent. */
const prefix = randomBytes(6).toString('hex');
let sent = 0;

process.on('message', (job: LoadJob) => {
  run(job).then(
    (result) => process.send?.(result),
    (error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      process.exit(1);
    },
  );
});
process.send?.('ready');

async function run(job: LoadJob): Promise<LoadResult> {
  const times: number[] = [];
  let bytes = 0;
  let first = 0;
  let last = 0;
  let clients = 0;
  const requests = job.requests.map(prepared);
  const instance = autocannon({
    url: job.url,
    connections: job.connections,
    duration: job.seconds,
    timeout: 30,
    requests,
    // Each connection begins elsewhere in the rotation: people do not all look at the same page at once.
    setupClient: (client) => {
      const from = Math.floor((clients++ * requests.length) / job.connections);
      client.setRequests([...requests.slice(from), ...requests.slice(0, from)].map((request) => ({ ...request })));
    },
  });
  instance.on('start', () => (first = performance.now()));
  instance.on('response', (_client, _status, size, time) => {
    times.push(time);
    bytes += size;
    last = performance.now();
  });
  const result = await instance;
  times.sort((a, b) => a - b);
  return {
    responses: times.length,
    seconds: (last - first) / 1_000,
    p50: times[Math.floor(times.length * 0.5)] ?? 0,
    p99: times[Math.floor(times.length * 0.99)] ?? 0,
    failures: result.errors + result.timeouts + result.non2xx,
    bytesPerResponse: Math.round(bytes / Math.max(1, times.length)),
  };
}

const prepared = ({ body, ...request }: LoadRequest): Request =>
  body?.includes(KEY)
    ? { ...request, body, setupRequest: (again) => ({ ...again, body: body.replaceAll(KEY, `${prefix}-${sent++}`) }) }
    : { ...request, ...(body !== undefined && { body }) };
