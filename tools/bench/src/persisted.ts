import { readFileSync } from 'node:fs';

/** An operation that the browser may send, as the web's build lists it. */
export interface Operation {
  readonly name: string;
  readonly hash: string;
}

let all: ReadonlyMap<string, string> | undefined;

/** @throws when the web has no operation of this name: the benchmark sends what pages send */
export function persisted(name: string): Operation {
  all ??= new Map(
    Object.entries(JSON.parse(readFileSync(new URL('../../../apps/api/persisted-operations.json', import.meta.url), 'utf8')) as Record<string, string>).map(([hash, text]) => [
      /^(?:query|mutation) (\w+)/.exec(text)?.[1] ?? hash,
      hash,
    ]),
  );
  const hash = all.get(name);
  if (hash === undefined) throw new Error(`no persisted operation ${name}: build the web first`);
  return { name, hash };
}
