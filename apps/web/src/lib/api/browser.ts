import { ApiFailure, type ApiTransport, dataOf, requestBody } from './transport.ts';

/**
 * The way from the browser to the API, with the viewer's session, until the signal says that nobody waits any more.
 * @throws {ApiFailure} `UNAVAILABLE` when the network or the server is away, or when it was aborted.
 */
export const sendUntil = (signal?: AbortSignal, keepalive = false): ApiTransport => async (operation, ...[variables]) => {
  let response: Response;
  try {
    response = await fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json', 'x-foyer-request': '1' },
      body: requestBody(operation, variables),
      ...(signal && { signal }),
      keepalive,
    });
  } catch {
    throw new ApiFailure('UNAVAILABLE', 'the network is away');
  }
  const requestId = response.headers.get('x-request-id') ?? undefined;
  const body: unknown = await response.json().catch(() => null);
  return dataOf(response.status, body, requestId);
};

/** Sends an operation from the browser. */
export const send: ApiTransport = sendUntil();

/** The same for a page that goes away: what is sent arrives although nobody waits for it. For less than 64 KB. */
export const sendLeaving: ApiTransport = sendUntil(undefined, true);
