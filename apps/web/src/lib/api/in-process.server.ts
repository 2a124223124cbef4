import { env } from 'node:process';
import type { Cookies, RequestEvent } from '@sveltejs/kit';
import { languageOf } from '#lib/i18n/preferences.ts';
import { ApiFailure, type ApiTransport, dataOf, requestBody } from './transport.ts';

interface ApiRequest {
  method: string;
  url: string;
  headers: Record<string, string>;
  body?: string;
}
interface ApiResponse {
  status: number;
  headers: Record<string, string | string[] | number | undefined>;
  body: unknown;
}
type Inject = (request: ApiRequest) => Promise<ApiResponse>;

const INJECT = Symbol.for('foyer.inject');
const DEVELOPMENT_API = 'http://127.0.0.1:4100';

function inject(): Inject | undefined {
  const found = (globalThis as Record<symbol, unknown>)[INJECT];
  return typeof found === 'function' ? (found as Inject) : undefined;
}

async function overHttp(request: ApiRequest): Promise<ApiResponse> {
  const response = await fetch(new URL(request.url, env['API_URL'] ?? DEVELOPMENT_API), {
    method: request.method,
    headers: request.headers,
    ...(request.body === undefined ? {} : { body: request.body }),
  });
  const headers: ApiResponse['headers'] = Object.fromEntries(response.headers);
  headers['set-cookie'] = response.headers.getSetCookie();
  return { status: response.status, headers, body: await response.text() };
}

/** Passes a request to the API: by a call when it lives in this process, otherwise over HTTP. */
export async function callApi(request: ApiRequest): Promise<ApiResponse> {
  try {
    return await (inject() ?? overHttp)(request);
  } catch (cause) {
    throw new ApiFailure('UNAVAILABLE', cause instanceof Error ? cause.message : 'the API is away', request.headers['x-request-id']);
  }
}

/** The API as one request sees it: its session, language, address and id go with each operation. */
export function apiOf(event: RequestEvent): ApiTransport {
  return async (operation, ...[variables]) => {
    const headers: Record<string, string> = {
      'content-type': 'application/json',
      accept: 'application/json',
      'accept-language': languageOf(event.locals.locale),
      'x-foyer-request': '1',
      'x-request-id': event.locals.requestId,
      host: event.url.host,
      origin: event.url.origin,
      'x-forwarded-for': event.getClientAddress(),
    };
    for (const name of ['cookie', 'user-agent'] as const) {
      const value = event.request.headers.get(name);
      if (value) headers[name] = value;
    }
    const answer = await callApi({ method: 'POST', url: '/graphql', headers, body: requestBody(operation, variables) });
    passCookies(answer.headers['set-cookie'], event.cookies);
    return dataOf(answer.status, parsed(answer.body), event.locals.requestId);
  };
}

function parsed(body: unknown): unknown {
  if (body instanceof Uint8Array) return parsed(Buffer.from(body).toString('utf8'));
  if (typeof body !== 'string') return body;
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

/** Hands the API's cookies (the session) on to the browser, with the attributes that the API chose. */
function passCookies(header: string | string[] | number | undefined, cookies: Cookies): void {
  for (const line of Array.isArray(header) ? header : header === undefined ? [] : [String(header)]) {
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
