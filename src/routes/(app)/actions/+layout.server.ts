import { app } from '#lib/server/app.ts';
import { signedIn } from '#lib/server/request.ts';
import type { LayoutServerLoad } from './$types';

/** What stays while somebody filters: it does not look at the address, so it is not read again with each letter. */
export const load: LayoutServerLoad = async (event) => {
	const { id } = signedIn(event);
	event.depends('board:views');
	const { register, savedViews } = app();
	return { choices: await register.choices(id), views: await savedViews.of(id) };
};
