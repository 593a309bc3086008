import { app } from '#lib/server/app.ts';
import { signedIn } from '#lib/server/request.ts';
import type { LayoutServerLoad } from './$types';

/** Data that does not depend on the filter: it does not read the address, so it is not reloaded at each keystroke. */
export const load: LayoutServerLoad = async (event) => {
	const { id } = signedIn(event);
	event.depends('board:views');
	const { register, savedViews } = app();
	return { choices: await register.choices(id), views: await savedViews.of(id) };
};
