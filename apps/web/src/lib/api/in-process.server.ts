import { env } from 'node:process';
import type { Cookies, RequestEvent } from '@sveltejs/kit';
import { languageOf } from '#lib/i18n/preferences.ts';
import type { OperationRecord } from './graphql.ts';
import { ApiFailure, type ApiTransport, dataOf, requestBody } from './transport.ts';

interface InnerCall {
  readonly hash: string;
  readonly variables: Record<string, unknown>;
  readonly headers: Record<string, string>;
  readonly address: string;
  readonly requestId: string;
}
interface Answered {
  readonly status: number;
  readonly body: unknown;
  readonly setCookie: readonly string[];
}
type Run = (call: InnerCall) => Promise<{ readonly data?: unknown; readonly errors?: unknown; readonly setCookie: readonly string[] }>;

const RUN = Symbol.for('foyer.run');
/** The server has just waited for the database in vain: the page does not wait again. No client can set it. */
const AWAY = 'x-foyer-away';
const DEVELOPMENT_API = 'http://127.0.0.1:4100';

/** The API when it lives in this process; it hands over objects, nothing is serialised. */
function neighbour(): Run | undefined {
  const found = (globalThis as Record<symbol, unknown>)[RUN];
  return typeof found === 'function' ? (found as Run) : undefined;
}

async function overHttp(body: string, headers: Record<string, string>): Promise<Answered> {
  const response = await fetch(new URL('/graphql', env['API_URL'] ?? DEVELOPMENT_API), { method: 'POST', headers, body });
  return { status: response.status, body: await response.json().catch(() => null), setCookie: response.headers.getSetCookie() };
}

/** Asks the API: by a call when it lives in this process, otherwise over HTTP. */
async function ask(operation: unknown, variables: unknown, headers: Record<string, string>, address: string, requestId: string): Promise<Answered> {
  const run = neighbour();
  const { hash } = operation as OperationRecord;
  try {
    if (!run || !hash) {
      const outer = { ...headers, 'content-type': 'application/json', accept: 'application/json', 'x-request-id': requestId, 'x-forwarded-for': address };
      return await overHttp(requestBody(operation, variables), outer);
    }
    const { setCookie, ...body } = await run({ hash, variables: (variables ?? {}) as Record<string, unknown>, headers, address, requestId });
    return { status: 200, body, setCookie };
  } catch (cause) {
    throw new ApiFailure('UNAVAILABLE', cause instanceof Error ? cause.message : 'the API is away', requestId);
  }
}

/** The API as one request sees it: its session, language, address and id go with each operation. */
export function apiOf(event: RequestEvent): ApiTransport {
  return async (operation, ...[variables]) => {
    if (event.request.headers.has(AWAY)) throw new ApiFailure('UNAVAILABLE', 'the database is away', event.locals.requestId);
    const headers: Record<string, string> = { 'accept-language': languageOf(event.locals.locale) };
    for (const name of ['cookie', 'user-agent'] as const) {
      const value = event.request.headers.get(name);
      if (value) headers[name] = value;
    }
    const answer = await ask(operation, variables, headers, event.getClientAddress(), event.locals.requestId);
    passCookies(answer.setCookie, event.cookies);
    return dataOf(answer.status, answer.body, event.locals.requestId);
  };
}

/** Hands the API's cookies (the session) on to the browser, with the attributes that the API chose. */
function passCookies(lines: readonly string[], cookies: Cookies): void {
  for (const line of lines) {
    const [pair = '', ...attributes] = line.split(';');
    const at = pair.indexOf('=');
    if (at < 1) continue;
    const options = new Map(
      attributes.map((attribute) => {
        const [key = '', value = ''] = attribute.trim().split('=');
        return [key.toLowerCase(), value] as const;
      }),
    );
    const maxAge = options.get('max-age');
    const expires = options.get('expires');
    cookies.set(pair.slice(0, at).trim(), pair.slice(at + 1), {
      path: options.get('path') ?? '/',
      httpOnly: options.has('httponly'),
      secure: options.has('secure'),
      sameSite: options.get('samesite')?.toLowerCase() === 'strict' ? 'strict' : 'lax',
      encode: (value) => value,
      ...(maxAge === undefined ? {} : { maxAge: Number(maxAge) }),
      ...(expires === undefined ? {} : { expires: new Date(expires) }),
    });
  }
}
