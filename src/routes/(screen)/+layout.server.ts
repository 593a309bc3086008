import { signedIn } from '#lib/server/request.ts';
import type { LayoutServerLoad } from './$types';

/** Screens are for people who are signed in, like all else; they have no bar of their own. */
export const load: LayoutServerLoad = (event) => {
	signedIn(event);
};
