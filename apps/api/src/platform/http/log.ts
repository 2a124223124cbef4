import { pino } from 'pino';

// PostgreSQL repeats values of the statement in these: addresses and texts among them.
const VALUES = ['detail', 'where', 'internalQuery', 'hint', 'parameters'];

/** An error with its stack, and without the values it happened to. */
function withoutValues(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  return Object.fromEntries(Object.entries(pino.stdSerializers.err(error)).filter(([name]) => !VALUES.includes(name)));
}

/** One JSON line an event, on stderr: what an operator reads or ships. No personal data beyond ids. */
export const log = pino(
  { level: process.env['FOYER_LOG'] ?? 'info', base: undefined, timestamp: pino.stdTimeFunctions.isoTime, serializers: { error: withoutValues } },
  pino.destination(2),
);
