import { redirect, type ActionFailure, type RequestEvent } from '@sveltejs/kit';
import { formOf, refuse, text, type RefusedForm } from '#lib/api/forms.ts';
import { pageFailure } from '#lib/api/load.ts';
import { StartViewingAsMutation } from './roles.operations.ts';

const ROLES = ['visitor', 'member', 'ambassador', 'analyst', 'moderator', 'cm'] as const;

/** Begins to look at the house as the form says: a built-in role, a custom one, or a member. */
export async function startViewing({ request, locals, url }: Pick<RequestEvent, 'request' | 'locals' | 'url'>): Promise<ActionFailure<RefusedForm>> {
  const form = await formOf({ request, locals });
  const input = { role: ROLES.find((role) => role === text(form, 'role')) ?? null, roleCode: text(form, 'roleCode') || null, handle: text(form, 'handle') || null };
  const { startViewingAs: done } = await locals.api(StartViewingAsMutation, { input }).catch((cause: unknown) => pageFailure(cause, url));
  if (done.__typename === 'Refused') return refuse(form, done);
  redirect(303, '/');
}
