/** PostgreSQL's codes for values that no column takes: NUL, broken UUIDs, numbers and instants out of range. */
const MALFORMED: ReadonlySet<string> = new Set(['22003', '22007', '22008', '22021', '22P02', '22P05']);

/** Codes of a server that is away, starting, stopping or full, and of a network that does not answer. */
const AWAY: ReadonlySet<string> = new Set([
  'ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', '53300', '57P01', '57P02', '57P03',
]);

/** What the driver says without a code, and TypeORM of a connection that ended under it. */
const AWAY_WORDS = /^(timeout exceeded when trying to connect|Query runner already released|Connection terminated|Client has encountered a connection error|Client was closed|Cannot use a pool after)/;

/** Whether a statement failed for a value that PostgreSQL cannot take: whoever sent it is told so, nothing of ours broke. */
export const isMalformedValue = (error: unknown): boolean => MALFORMED.has(codeOf(error));

/** Whether a statement failed because the database does not answer at the moment: trying again later may succeed. */
export function isAway(error: unknown): boolean {
  const code = codeOf(error);
  // A socket file that is not there; other files may be missing for other reasons.
  if (code === 'ENOENT') return typeof error === 'object' && error !== null && 'syscall' in error && error.syscall === 'connect';
  return AWAY.has(code) || code.startsWith('08') || (error instanceof Error && AWAY_WORDS.test(error.message)) || (error instanceof AggregateError && error.errors.some(isAway));
}

/** Whether a row was refused because another one has its value already. */
export const isUniqueViolation = (error: unknown): boolean => codeOf(error) === '23505';

/** Whether a statement took longer than it was given. */
export const isGivenUp = (error: unknown): boolean => codeOf(error) === '57014';

const codeOf = (error: unknown): string => (typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : '');
