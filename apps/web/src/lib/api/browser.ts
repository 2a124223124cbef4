import { ApiFailure, type ApiTransport, dataOf, requestBody } from './transport.ts';

/**
 * Sends an operation from the browser, with the viewer's session.
 * @throws {ApiFailure} `UNAVAILABLE` when the network or the server is away.
 */
export const send: ApiTransport = async (operation, ...[variables]) => {
  let response: Response;
  try {
    response = await fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json', 'x-foyer-request': '1' },
      body: requestBody(operation, variables),
    });
  } catch {
    throw new ApiFailure('UNAVAILABLE', 'the network is away');
  }
  const requestId = response.headers.get('x-request-id') ?? undefined;
  const body: unknown = await response.json().catch(() => null);
  return dataOf(response.status, body, requestId);
};
