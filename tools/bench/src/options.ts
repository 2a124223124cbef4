import { parseArgs } from 'node:util';
import { fileURLToPath } from 'node:url';

export interface Options {
  readonly command: 'measure' | 'explain' | 'statements' | 'build' | 'profile' | 'markdown' | 'accounts';
  /** Groups of rows to measure; all when empty. */
  readonly only: readonly string[];
  readonly rounds: number;
  readonly seconds: number;
  /** Questions asked in turns for known and unknown accounts. */
  readonly tries: number;
  readonly connections: readonly number[];
  /** Replaces the table in `docs/performance.md`. */
  readonly write: boolean;
  readonly dataDir: string;
  /** First of the ports that are used. */
  readonly port: number;
  readonly explicit: readonly string[];
}

const COMMANDS = ['measure', 'explain', 'statements', 'build', 'profile', 'markdown', 'accounts'] as const;

export const HELP = `npm run bench -- [command] [options]

  measure       (default) builds the set if needed, measures, prints the table
  statements    what each page and the reply send to PostgreSQL, counted
  explain       plans of these statements; fails on a sequential scan of posts or threads
  profile ROW   processor profile of one row's server, written to the data folder
  import        the same as --only=import: a Discourse forum of 5,000 topics and 37,000 posts, its time and memory
  search        the same as --only=search: 200 questions of two words, half of words that are everywhere
  markdown      posts the worst texts there are and tells how long each kept the server from anything else
  accounts      signs in with wrong passwords for known and unknown addresses in turns; fails when
                their medians are 2 ms apart or more
  build         builds the set, nothing else

  --quick               1 round of 3 s at 16 connections
  --only=thread,reply   groups: home, space, thread, graphql, search, reply, live, first-load, import,
                        or rows, such as thread.visitor
  --rounds=3 --seconds=10 --connections=1,16,64
  --tries=2000          of accounts
  --write               updates docs/performance.md
  --data=DIR            where the set lives (BENCH_DATA_DIR, or data/bench)
  --port=4800           first of six ports

Stop other work on the machine first: the table is about the machine as much as about the product.`;

/** @throws TypeError with one line when an option is unknown or malformed */
export function readOptions(args: readonly string[]): Options | null {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      help: { type: 'boolean', short: 'h' },
      quick: { type: 'boolean', default: false },
      only: { type: 'string', default: '' },
      rounds: { type: 'string' },
      seconds: { type: 'string' },
      tries: { type: 'string', default: '2000' },
      connections: { type: 'string' },
      write: { type: 'boolean', default: false },
      data: { type: 'string' },
      port: { type: 'string', default: '4800' },
    },
  });
  if (values.help) return null;
  const [asked = 'measure', ...explicit] = positionals;
  const [command, only] = asked === 'import' || asked === 'search' ? ['measure', asked] : [asked, values.only];
  const known = COMMANDS.find((name) => name === command);
  if (!known) throw new TypeError(`unknown command ${command}: one of ${COMMANDS.join(', ')}`);
  const connections = (values.connections ?? (values.quick ? '16' : '1,16,64')).split(',').map(positive);
  return {
    command: known,
    only: only === '' ? [] : only.split(','),
    rounds: positive(values.rounds ?? (values.quick ? '1' : '3')),
    seconds: positive(values.seconds ?? (values.quick ? '3' : '10')),
    tries: positive(values.tries),
    connections,
    write: values.write,
    dataDir: values.data ?? process.env['BENCH_DATA_DIR'] ?? fileURLToPath(new URL('../../../data/bench', import.meta.url)),
    port: positive(values.port),
    explicit,
  };
}

function positive(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new TypeError(`not a positive whole number: ${text}`);
  return value;
}
