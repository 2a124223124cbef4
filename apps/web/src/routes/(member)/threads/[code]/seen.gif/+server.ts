import { MarkReadMutation } from '#lib/threads/posting.operations.ts';
import { bringsSession } from '#lib/shell/shell.server.ts';
import type { RequestHandler } from './$types';

/** One transparent pixel. */
const PIXEL = Uint8Array.from(atob('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7'), (char) => char.charCodeAt(0));

/** Notes what a browser without JavaScript was shown: its page asks for this picture after the last post. */
export const GET: RequestHandler = async ({ locals, params, url, cookies, request }) => {
  const position = Number(url.searchParams.get('to'));
  const own = (request.headers.get('sec-fetch-site') ?? 'same-origin') === 'same-origin';
  if (own && bringsSession(cookies) && Number.isSafeInteger(position) && position > 0) {
    await locals.api(MarkReadMutation, { thread: params.code, position }).catch(() => undefined);
  }
  return new Response(PIXEL, { headers: { 'content-type': 'image/gif', 'cache-control': 'no-store' } });
};
