import { pino } from 'pino';

/** One JSON line an event, on stderr: what an operator reads or ships. No personal data beyond ids. */
export const log = pino(
  { level: process.env['FOYER_LOG'] ?? 'info', base: undefined, timestamp: pino.stdTimeFunctions.isoTime, serializers: { error: pino.stdSerializers.err } },
  pino.destination(2),
);
