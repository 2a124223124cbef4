import { error } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

/** Any address that is nothing: said inside the frame, so that the way on is at hand. */
export const load: PageServerLoad = () => error(404, { message: 'Not Found', code: 'NOT_FOUND' });
