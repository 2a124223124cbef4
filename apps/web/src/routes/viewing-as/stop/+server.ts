import { redirect } from '@sveltejs/kit';
import { formOf } from '#lib/api/forms.ts';
import { pageFailure } from '#lib/api/load.ts';
import { StopViewingAsMutation } from '#lib/roles/roles.operations.ts';
import type { RequestHandler } from './$types';

/** Back to one's own eyes. A whole new page follows: nothing of the other view is left in the browser. */
export const POST: RequestHandler = async ({ request, locals, url }) => {
  await formOf({ request, locals });
  await locals.api(StopViewingAsMutation).catch((cause: unknown) => pageFailure(cause, url));
  redirect(303, '/console');
};
