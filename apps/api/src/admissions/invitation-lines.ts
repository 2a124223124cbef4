import { parse } from 'csv-parse/sync';
import { parseEmail } from '@foyer/domain/accounts';
import { refuse, type Result } from '@foyer/domain/result';

export const ROWS_MAX = 500;
const LONGEST = 200_000;

/** What became, or will become, of each line. */
export const OUTCOMES = ['invited', 'member', 'waiting', 'malformed', 'duplicate'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export interface ReportLine {
  /** Its number in what was given, from 1. */
  readonly line: number;
  readonly email: string;
  readonly outcome: Outcome;
}

const HEADERS = new Set(['email', 'e-mail', 'mail', 'adresse', 'adresse e-mail', 'courriel', 'address']);

/**
 * Reads addresses as people have them: one a line, or a table with a column of addresses and a head that names it.
 * Nothing is dropped in silence: every line has its outcome.
 */
export function readLines(text: string): Result<ReportLine[]> {
  if (text.length > LONGEST) return refuse('invitation.many', 'text', { max: ROWS_MAX });
  let rows: { record: string[]; info: { lines: number } }[];
  try {
    rows = parse(text, { bom: true, delimiter: [',', ';', '\t'], relax_column_count: true, relax_quotes: true, skip_empty_lines: true, trim: true, info: true }) as unknown as typeof rows;
  } catch {
    return refuse('invitation.csv', 'text');
  }
  const head = rows[0]?.record.map((cell) => cell.toLowerCase()) ?? [];
  const named = head.findIndex((cell) => HEADERS.has(cell));
  const body = named >= 0 ? rows.slice(1) : rows;
  if (body.length === 0) return refuse('invitation.empty', 'text');
  if (body.length > ROWS_MAX) return refuse('invitation.many', 'text', { max: ROWS_MAX });
  const seen = new Set<string>();
  return {
    ok: true,
    value: body.map(({ record, info }) => {
      const written = (named >= 0 ? record[named] : record.find((cell) => cell.includes('@'))) ?? record[0] ?? '';
      // “Name <address>”, as mail programs copy it.
      const address = parseEmail(/<([^<>]+)>\s*$/.exec(written)?.[1] ?? written);
      if (!address.ok) return { line: info.lines, email: written.slice(0, 120), outcome: 'malformed' as const };
      const outcome = seen.has(address.value.toLowerCase()) ? ('duplicate' as const) : ('invited' as const);
      seen.add(address.value.toLowerCase());
      return { line: info.lines, email: address.value, outcome };
    }),
  };
}
