import { signedIn } from '#lib/server/request.ts';
import type { LayoutServerLoad } from './$types';

/** Screens need a login like every page, but have no top bar. */
export const load: LayoutServerLoad = (event) => {
	signedIn(event);
};
