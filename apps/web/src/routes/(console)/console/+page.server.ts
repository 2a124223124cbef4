import { redirect } from '@sveltejs/kit';
import { sectionsFor } from '#lib/console/sections.ts';
import type { PageServerLoad } from './$types';

/** Goes to the first room that one may enter. */
export const load: PageServerLoad = async ({ parent }) => {
  const { viewer } = await parent();
  redirect(303, sectionsFor(viewer.permissions)[0]?.path ?? '/');
};
