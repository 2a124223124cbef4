import { accept, refuse, type Result } from '../result/index.js';

const HANDLE_MIN = 2;
const HANDLE_MAX = 32;
const FORM = /^[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?$/;
/** Names that would pass for the house itself, or for everybody. */
const RESERVED: ReadonlySet<string> = new Set([
  'admin', 'administrateur', 'administrator', 'moderateur', 'moderation', 'moderator', 'equipe', 'team', 'support', 'aide', 'help', 'system', 'systeme',
  'foyer', 'root', 'tous', 'toutes', 'everyone', 'everybody', 'all', 'here', 'ici', 'moi', 'me', 'null', 'undefined',
]);

/** Days between two changes of one's handle. */
export const HANDLE_CHANGE_DAYS = 30;
/** Days during which nobody else may take a handle that somebody gave up. */
export const HANDLE_RESERVED_DAYS = 365;

const DAY = 86_400_000;

/** A handle that a member chooses: lower case, 2 to 32 characters, letters and digits with dots, hyphens and underscores inside. */
export function parseHandle(text: string): Result<string> {
  const handle = text.slice(0, 200).trim().replace(/^@/, '').toLowerCase();
  if (handle.length < HANDLE_MIN) return refuse('member.handleShort', 'handle', { min: HANDLE_MIN });
  if (handle.length > HANDLE_MAX) return refuse('member.handleLong', 'handle', { max: HANDLE_MAX });
  if (!FORM.test(handle)) return refuse('member.handleForm', 'handle');
  if (RESERVED.has(handle)) return refuse('member.handleTaken', 'handle');
  return accept(handle);
}

/** When a handle that changed last at `changedAt` may change again; null when it may now. Instants in milliseconds. */
export function nextHandleChange(changedAt: number | null, now: number): number | null {
  if (changedAt === null) return null;
  const from = changedAt + HANDLE_CHANGE_DAYS * DAY;
  return from > now ? from : null;
}

/** Whole days to wait, at least one. */
export const daysUntil = (when: number, now: number): number => Math.max(1, Math.ceil((when - now) / DAY));

/** Until when a handle given up now stays its owner's. */
export const handleReservedUntil = (now: number): number => now + HANDLE_RESERVED_DAYS * DAY;
