import { readFileSync } from 'node:fs';
import { houseUrl } from './environment.js';

/** An answer of the API, as text too: what is nowhere in it leaked nowhere. */
export interface Answer<Data> {
  readonly status: number;
  readonly data: Data;
  readonly errors: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
  readonly setCookie: readonly string[];
  readonly text: string;
}

const list = new URL('../../api/persisted-operations.json', import.meta.url);

/** The operations that pages may send, by name: the only ones that the house accepts from a browser. */
export const operations: ReadonlyMap<string, string> = new Map(
  Object.entries(JSON.parse(readFileSync(list, 'utf8')) as Record<string, string>).map(([hash, document]) => [nameOf(document), hash]),
);

function nameOf(document: string): string {
  const name = /\b(?:query|mutation)\s+(\w+)/.exec(document)?.[1];
  if (name === undefined) throw new Error(`an operation without a name: ${document.slice(0, 80)}`);
  return name;
}

/** Sends one of the pages' operations as a browser with this cookie would. */
export async function ask<Data = Record<string, unknown>>(name: string, variables: object = {}, cookie = ''): Promise<Answer<Data>> {
  const sha256Hash = operations.get(name);
  if (sha256Hash === undefined) throw new Error(`no page sends the operation ${name}`);
  const response = await fetch(`${houseUrl()}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-foyer-request': '1', 'accept-language': 'fr', ...(cookie && { cookie }) },
    body: JSON.stringify({ operationName: name, variables, extensions: { persistedQuery: { version: 1, sha256Hash } } }),
  });
  const text = await response.text();
  const body = JSON.parse(text) as { data?: Data; errors?: Answer<Data>['errors'] };
  return { status: response.status, data: body.data as Data, errors: body.errors ?? [], setCookie: response.headers.getSetCookie(), text };
}

/** The data of an operation that must succeed. */
export async function done<Data>(name: string, variables: object, cookie: string): Promise<Data> {
  const answer = await ask<Data>(name, variables, cookie);
  if (answer.errors.length > 0 || answer.text.includes('"__typename":"Refused"')) throw new Error(`${name} was refused: ${answer.text}`);
  return answer.data;
}
